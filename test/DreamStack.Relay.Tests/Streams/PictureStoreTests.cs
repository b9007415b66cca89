using DreamStack.Relay.FanOut;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Streams;

public class PictureStoreTests
{
    private readonly TestPainter _painter = new();

    [Theory]
    [InlineData(StreamMode.Delta)]
    [InlineData(StreamMode.Pixel)]
    public void The_picture_taken_is_the_newest_one_at_every_length_of_the_chain(StreamMode mode)
    {
        using PictureStore store = new(new Lock());
        PictureDecoder decoder = new();
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(PictureVerdict.Forward, Append(store, _painter.Paint(keyframe: i == 50)));
            if (store.NeedsFold) Assert.True(store.TryFold());
            if (i % 7 != 0) continue;
            SharedBuffer taken = Take(store, mode);
            MessageHeader.TryRead(taken.Span, out MessageHeader header);
            Received received = new(header, taken.Span.ToArray());
            Assert.True(header.IsKeyframe);
            Assert.Equal((ulong)i, received.FullSeq ?? (ulong)i);
            Assert.Equal(PictureOutcome.Applied, decoder.Accept(header, received.Body));
            Assert.Equal((ushort)i, decoder.Seq);
            Assert.True(decoder.Rgba.SequenceEqual(_painter.Rgba));
            taken.Release();
        }
    }

    [Fact]
    public void Everybody_who_needs_one_picture_gets_the_same_bytes_made_once()
    {
        using PictureStore store = new(new Lock());
        Append(store, _painter.Paint());
        Append(store, _painter.Paint());
        SharedBuffer first = Take(store, StreamMode.Pixel);
        SharedBuffer second = Take(store, StreamMode.Pixel);
        SharedBuffer coded = Take(store, StreamMode.Delta);
        Assert.Same(first, second);
        Assert.NotSame(first, coded);
        Append(store, _painter.Paint());
        SharedBuffer newer = Take(store, StreamMode.Pixel);
        Assert.NotSame(first, newer);
        foreach (SharedBuffer buffer in (SharedBuffer[])[first, second, coded, newer]) buffer.Release();
    }

    [Fact]
    public void A_whole_picture_with_nothing_after_it_is_passed_on_as_it_came()
    {
        using PictureStore store = new(new Lock());
        byte[] message = _painter.Paint();
        Append(store, message);
        SharedBuffer taken = Take(store, StreamMode.Delta);
        Assert.True(taken.Span.SequenceEqual(message));
        taken.Release();
    }

    [Fact]
    public void What_waits_is_bounded_and_folding_gives_it_back()
    {
        long before = SharedBuffer.Outstanding;
        using (PictureStore store = new(new Lock()))
        {
            for (int i = 0; i < 500; i++)
            {
                Append(store, _painter.Paint());
                if (store.NeedsFold) Assert.True(store.TryFold());
                Assert.InRange(SharedBuffer.Outstanding - before, 0, 70);
            }
        }

        Assert.Equal(before, SharedBuffer.Outstanding);
    }

    [Fact]
    public void A_delta_that_skips_one_or_changes_size_needs_a_keyframe()
    {
        using PictureStore store = new(new Lock());
        Assert.Equal(PictureVerdict.NeedsKeyframe, Append(store, Delta(0)));
        Append(store, _painter.Paint());
        Assert.Equal(PictureVerdict.NeedsKeyframe, Append(store, Delta(9)));
        Assert.Equal(PictureVerdict.NeedsKeyframe, Append(store, Delta(0, 32)));
        Assert.Equal(PictureVerdict.Forward, Append(store, _painter.Paint()));
    }

    [Fact]
    public void Bytes_that_are_no_delta_are_found_when_decoded_and_the_picture_is_forgotten()
    {
        using PictureStore store = new(new Lock());
        Append(store, _painter.Paint());
        Append(store, Delta(0));
        Outbox outbox = Waiting(StreamMode.Delta);
        List<SharedBuffer> batch = [];
        Assert.False(store.TryTake(outbox, batch));
        Assert.Empty(batch);
        Assert.False(store.IsHeld);
    }

    [Fact]
    public void Pictures_the_relay_cannot_read_are_kept_as_a_chain()
    {
        using PictureStore store = new(new Lock());
        MessageHeader key = new(FrameType.VideoPixels, MessageFlags.Keyframe) { Width = 8, Height = 8 };
        Append(store, TestPeer.Message(key, [1]));
        Append(store, TestPeer.Message(key with { Flags = MessageFlags.None, Seq = 1 }, [2]));
        List<SharedBuffer> batch = [];
        Assert.True(store.TryTake(Waiting(StreamMode.Delta), batch));
        Assert.Equal([1, 2], batch.Select(buffer => buffer.Span[^1]));
        foreach (SharedBuffer buffer in batch) buffer.Release();
    }

    private static byte[] Delta(ushort baseSeq, ushort width = 64) => TestPeer.Message(
        new MessageHeader(FrameType.DeltaPixels) { Width = width, Height = 48, Seq = 77 },
        [0, 0, (byte)baseSeq, 0, 0xFF, 0xFF, 0xFF]);

    private static PictureVerdict Append(PictureStore store, byte[] bytes)
    {
        MessageHeader.TryRead(bytes, out MessageHeader header);
        SharedBuffer message = SharedBuffer.Copy(bytes);
        PictureVerdict verdict = store.Append(header, header, null, message);
        message.Release();
        return verdict;
    }

    private static Outbox Waiting(StreamMode mode) => new(new OutboxLimits(), TimeProvider.System, new Wake(), mode, false);

    private static SharedBuffer Take(PictureStore store, StreamMode mode)
    {
        List<SharedBuffer> batch = [];
        Assert.True(store.TryTake(Waiting(mode), batch));
        return Assert.Single(batch);
    }
}
