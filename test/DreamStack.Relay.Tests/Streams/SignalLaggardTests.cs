using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Streams;

/// <summary>Who saw every change, who is behind, and who joins: all hold the same state, for the fewest bytes.</summary>
public class SignalLaggardTests
{
    private const int Floor = 200;

    // Few names, so that changes meet: values, objects, deletions at both depths.
    private static readonly Gen<string> Name = Gen.Int[0, 5].Select(i => $"n{i}");
    private static readonly Gen<JsonNode?> Leaf = Gen.Int[0, 40].Select(i => i switch
    {
        < 10 => null,
        < 20 => JsonValue.Create(new string('x', i)),
        < 25 => new JsonArray(i, null),
        _ => (JsonNode?)JsonValue.Create(i),
    });
    private static readonly Gen<JsonObject> Flat = Gen.Select(Name, Leaf).Array[0, 4].Select(ToObject);
    private static readonly Gen<JsonObject> Patch =
        Gen.Select(Name, Gen.Bool, Leaf, Flat).Array[0, 4].Select(members => ToObject([.. members.Select(m => (m.Item1, m.Item2 ? m.Item3 : m.Item4))]));

    [Fact]
    public void A_laggard_and_a_joiner_hold_what_a_viewer_holds_that_saw_all() =>
        Gen.Select(Patch, Gen.Bool, Gen.Int[0, 9]).Array[1, 120].Sample(changes =>
        {
            long before = SharedBuffer.Outstanding;
            using (SignalStore store = new())
            {
                Viewer all = new(), laggard = new();
                ushort seq = 0;
                foreach ((JsonObject patch, bool late, int kind) in changes)
                {
                    Publish(store, kind == 0 ? FrameType.SignalSync : FrameType.SignalDiff, patch, ++seq, all, laggard);
                    all.Drain(store);
                    if (!late) laggard.Drain(store);
                    Assert.True(store.DiffBytes <= Math.Max(4096, store.StateBytes ?? 0));
                }

                laggard.Drain(store);
                Viewer joiner = new();
                joiner.Drain(store);
                Assert.Equal(seq, all.Seq);
                Assert.True(JsonNode.DeepEquals(all.State, laggard.State), $"{all.State} {laggard.State}");
                Assert.True(JsonNode.DeepEquals(all.State, joiner.State), $"{all.State} {joiner.State}");
                all.Outbox.Discard();
                laggard.Outbox.Discard();
                joiner.Outbox.Discard();
            }

            Assert.Equal(before, SharedBuffer.Outstanding);
        }, threads: 1);

    [Fact]
    public void Changes_that_outweigh_the_state_give_way_to_it()
    {
        using SignalStore store = new();
        Viewer laggard = new();
        Publish(store, FrameType.SignalSync, ToObject([("n", JsonValue.Create(0))]), 0, laggard);
        laggard.Drain(store);
        for (ushort i = 1; i <= 100; i++)
        {
            Publish(store, FrameType.SignalDiff, ToObject([("n", JsonValue.Create((int)i))]), i, laggard);
            Assert.InRange(laggard.Outbox.QueuedBytes, 0, Floor);
        }

        Assert.Equal(1, laggard.Drain(store));
        Assert.Equal("""{"n":100}""", laggard.State.ToJsonString());
        laggard.Outbox.Discard();
    }

    [Fact]
    public void Changes_to_a_large_state_are_kept_while_they_weigh_less()
    {
        using SignalStore store = new();
        Viewer laggard = new();
        JsonObject large = ToObject([("large", JsonValue.Create(new string('x', 5000)))]);
        Publish(store, FrameType.SignalSync, large, 0, laggard);
        laggard.Drain(store);
        for (ushort i = 1; i <= 100; i++) Publish(store, FrameType.SignalDiff, ToObject([("n", JsonValue.Create((int)i))]), i, laggard);
        Assert.Equal(100, laggard.Drain(store));
        laggard.Outbox.Discard();
    }

    private static JsonObject ToObject((string Name, JsonNode? Value)[] members)
    {
        JsonObject made = [];
        foreach ((string name, JsonNode? value) in members) made[name] = value?.DeepClone();
        return made;
    }

    // As a stream does: the store first, then everybody.
    private static void Publish(SignalStore store, FrameType type, JsonObject body, ushort seq, params Viewer[] viewers)
    {
        MessageHeader header = new(type) { Seq = seq };
        SharedBuffer message = RelayMessages.Write(header, Encoding.UTF8.GetBytes(body.ToJsonString()));
        Assert.True(store.TryAppend(header, header, null, message));
        foreach (Viewer viewer in viewers)
        {
            viewer.Outbox.ExpectState(store.StateBytes);
            viewer.Outbox.Offer(Lane.Signal, header, message);
        }

        message.Release();
    }

    private sealed class Viewer
    {
        private readonly List<SharedBuffer> _batch = [];

        public Outbox Outbox { get; } = new(
            new OutboxLimits { LeastSignalBytes = Floor }, TimeProvider.System, new Wake(), StreamMode.Signal, false);

        public JsonObject State { get; private set; } = [];

        public int Seq { get; private set; }

        /// <summary>Takes all that waits, as its writer and then its receiver do; how many messages that were.</summary>
        public int Drain(SignalStore store)
        {
            int messages = 0;
            while (Outbox.Take(_batch) is var next && next != OutboxNext.Empty)
            {
                if (next == OutboxNext.SignalState) Assert.True(store.TryTake(Outbox, _batch));
                foreach (SharedBuffer buffer in _batch) Accept(buffer);
                messages += _batch.Count;
                _batch.Clear();
            }

            return messages;
        }

        private void Accept(SharedBuffer buffer)
        {
            Assert.True(MessageHeader.TryRead(buffer.Span, out MessageHeader header));
            Assert.True(MergePatch.TryParse(buffer.Span[MessageHeader.Size..], out JsonObject? body));
            if (header.FrameType == FrameType.SignalSync) State = body!;
            else Assert.True(MergePatch.TryApply(State, body!));
            Seq = header.Seq;
            buffer.Release();
        }
    }
}
