using System.Text;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Streams;

public class SignalStoreTests
{
    private readonly Outbox _outbox = new(new OutboxLimits(), TimeProvider.System, new Wake(), StreamMode.Signal, false);

    [Fact]
    public void Changes_are_merged_into_one_state_that_carries_the_newest_seq()
    {
        using SignalStore store = new();
        Append(store, FrameType.SignalSync, """{"a":1,"b":{"c":1}}""", 10);
        Append(store, FrameType.SignalDiff, """{"b":{"c":null,"d":2}}""", 12);
        Append(store, FrameType.SignalDiff, """{"a":null}""", 15);
        (MessageHeader header, string json) = Take(store);
        Assert.Equal("""{"b":{"d":2}}""", json);
        Assert.Equal(15, header.Seq);
        Assert.True(header.IsKeyframe);
        Assert.Equal(json.Length, (int)header.PayloadLength);
    }

    [Fact]
    public void Joiners_between_changes_share_one_message()
    {
        using SignalStore store = new();
        Append(store, FrameType.SignalSync, """{"a":1}""", 0);
        Append(store, FrameType.SignalDiff, """{"a":2}""", 1);
        List<SharedBuffer> batch = [];
        Assert.True(store.TryTake(_outbox, batch));
        Assert.True(store.TryTake(_outbox, batch));
        Assert.Same(batch[0], batch[1]);
        foreach (SharedBuffer buffer in batch) buffer.Release();
    }

    [Fact]
    public void Changes_without_a_state_change_the_empty_one()
    {
        using SignalStore store = new();
        Append(store, FrameType.SignalDiff, """{"a":2}""", 1);
        Assert.Equal("""{"a":2}""", Take(store).Json);
    }

    [Fact]
    public void Many_changes_are_folded_by_themselves_and_nothing_leaks()
    {
        long before = SharedBuffer.Outstanding;
        using (SignalStore store = new())
        {
            Append(store, FrameType.SignalSync, "{}", 0);
            for (int i = 0; i < 2000; i++) Append(store, FrameType.SignalDiff, $$"""{"n":{{i}},"k{{i % 7}}":{{i}}}""", (ushort)i);
            Assert.InRange(SharedBuffer.Outstanding - before, 1, 257);
            Assert.StartsWith("""{"n":1999""", Take(store).Json, StringComparison.Ordinal);
        }

        Assert.Equal(before, SharedBuffer.Outstanding);
    }

    [Fact]
    public void A_state_that_grows_over_the_limit_is_refused()
    {
        using SignalStore store = new();
        string large = new('x', WireLimits.MaxSignalLength / 2);
        Append(store, FrameType.SignalSync, $$"""{"a":"{{large}}"}""", 0);
        Assert.False(TryAppend(store, FrameType.SignalDiff, $$"""{"b":"{{large}}"}""", 1));
    }

    [Fact]
    public void A_store_without_a_state_gives_none()
    {
        using SignalStore store = new();
        List<SharedBuffer> batch = [];
        Assert.True(store.TryTake(_outbox, batch));
        Assert.Empty(batch);
    }

    private static void Append(SignalStore store, FrameType type, string json, ushort seq) =>
        Assert.True(TryAppend(store, type, json, seq));

    private static bool TryAppend(SignalStore store, FrameType type, string json, ushort seq)
    {
        MessageHeader header = new(type) { Seq = seq };
        SharedBuffer message = RelayMessages.Write(header, Encoding.UTF8.GetBytes(json));
        bool taken = store.TryAppend(header, header, null, message);
        message.Release();
        return taken;
    }

    private (MessageHeader Header, string Json) Take(SignalStore store)
    {
        List<SharedBuffer> batch = [];
        Assert.True(store.TryTake(_outbox, batch));
        SharedBuffer sync = Assert.Single(batch);
        MessageHeader.TryRead(sync.Span, out MessageHeader header);
        string json = Encoding.UTF8.GetString(sync.Span[MessageHeader.Size..]);
        sync.Release();
        return (header, json);
    }
}
