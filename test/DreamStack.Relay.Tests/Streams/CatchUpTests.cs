using CsCheck;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Streams;

public class CatchUpTests
{
    private static readonly string[] Steps = ["paint", "paint", "paint", "key", "read", "fold", "again", "size"];
    private static readonly OutboxLimits Tight = new() { MaxPictures = 2 };

    [Fact]
    public void A_viewer_that_was_behind_gets_only_the_tiles_that_are_newer_than_what_it_has()
    {
        using PictureStore store = new(new Lock());
        TestPainter painter = new(640, 480);
        Outbox outbox = new(Tight, TimeProvider.System, new Wake(), StreamMode.Delta, false);
        PictureDecoder viewer = new();
        Offer(store, outbox, painter.Paint(pixels: 100_000));
        Read(store, outbox, viewer);

        // More than the outbox queues: what is left is one message to now.
        for (int i = 0; i < 20; i++) Offer(store, outbox, painter.Paint(pixels: 2));
        Received caughtUp = Assert.Single(Read(store, outbox, viewer));

        Assert.False(caughtUp.Header.IsKeyframe);
        Assert.Equal(FrameType.DeltaPixels, caughtUp.Header.FrameType);
        Assert.Equal(painter.Originator.Newest, caughtUp.Header.Seq);
        Assert.InRange(caughtUp.Bytes.Length, 1, 40 * 4 * 1024);
        Assert.True(viewer.Rgba.SequenceEqual(painter.Rgba));
    }

    [Fact]
    public void Viewers_that_come_from_the_same_picture_share_the_same_bytes()
    {
        using PictureStore store = new(new Lock());
        TestPainter painter = new(640, 480);
        Outbox[] outboxes = [.. Enumerable.Range(0, 2).Select(_ => new Outbox(Tight, TimeProvider.System, new Wake(), StreamMode.Delta, false))];
        byte[] first = painter.Paint(pixels: 100_000);
        foreach (Outbox outbox in outboxes) Offer(store, outbox, first, append: outbox == outboxes[0]);
        foreach (Outbox outbox in outboxes) Read(store, outbox, new PictureDecoder());
        for (int i = 0; i < 5; i++)
        {
            byte[] message = painter.Paint(pixels: 2);
            foreach (Outbox outbox in outboxes) Offer(store, outbox, message, append: outbox == outboxes[0]);
        }

        List<SharedBuffer>[] batches = [[], []];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(OutboxNext.Picture, outboxes[i].Take(batches[i]));
            Assert.True(store.TryTake(outboxes[i], batches[i]));
        }

        Assert.Same(Assert.Single(batches[0]), Assert.Single(batches[1]));
        foreach (List<SharedBuffer> batch in batches) batch[0].Release();
    }

    [Fact]
    public void Viewers_that_come_from_a_few_different_pictures_share_the_bytes_with_their_like_in_any_order()
    {
        long before = SharedBuffer.Outstanding;
        using (PictureStore store = new(new Lock()))
        {
            TestPainter painter = new(640, 480);
            Outbox[] outboxes = [.. Enumerable.Range(0, CatchUpShelf.Exact * 2).Select(_ => new Outbox(Tight, TimeProvider.System, new Wake(), StreamMode.Delta, false))];
            byte[] first = painter.Paint(pixels: 100_000);
            foreach (Outbox outbox in outboxes) Offer(store, outbox, first, append: outbox == outboxes[0]);
            foreach (Outbox outbox in outboxes) Read(store, outbox, new PictureDecoder());

            // Each pair reads one picture further than the pair before it, and then falls behind.
            for (int i = 0; i < CatchUpShelf.Exact + 5; i++)
            {
                byte[] message = painter.Paint(pixels: 2);
                foreach (Outbox outbox in outboxes) Offer(store, outbox, message, append: outbox == outboxes[0]);
                for (int k = i * 2; k < outboxes.Length; k++) Skim(outboxes[k]);
            }

            SharedBuffer[] taken = [.. Enumerable.Range(0, outboxes.Length).Select(i => i < CatchUpShelf.Exact ? i * 2 : ((i - CatchUpShelf.Exact) * 2) + 1)
                .Select(i => TakeOne(store, outboxes[i]))];
            for (int i = 0; i < CatchUpShelf.Exact; i++) Assert.Same(taken[i], taken[i + CatchUpShelf.Exact]);
            Assert.Equal(CatchUpShelf.Exact, taken.Distinct().Count());
            foreach (SharedBuffer buffer in taken) buffer.Release();
            foreach (Outbox outbox in outboxes) outbox.Discard();
        }

        Assert.Equal(before, SharedBuffer.Outstanding);
    }

    [Fact]
    public void A_hundred_viewers_behind_at_a_hundred_pictures_cost_a_handful_of_messages_and_all_end_right()
    {
        const int Viewers = 100;
        long before = SharedBuffer.Outstanding;
        using (PictureStore store = new(new Lock()))
        {
            TestPainter painter = new(640, 480);
            Outbox[] outboxes = [.. Enumerable.Range(0, Viewers).Select(_ => new Outbox(Tight, TimeProvider.System, new Wake(), StreamMode.Delta, false))];
            PictureDecoder[] viewers = [.. outboxes.Select(_ => new PictureDecoder())];
            byte[] first = painter.Paint(pixels: 100_000);
            for (int i = 0; i < Viewers; i++)
            {
                Offer(store, outboxes[i], first, append: i == 0);
                Read(store, outboxes[i], viewers[i]);
            }

            // Each reads one picture further than the one before it, and then falls behind.
            for (int picture = 0; picture < Viewers + 5; picture++)
            {
                byte[] message = painter.Paint(pixels: 1);
                for (int i = 0; i < Viewers; i++)
                {
                    Offer(store, outboxes[i], message, append: i == 0);
                    if (picture < i) Read(store, outboxes[i], viewers[i]);
                }
            }

            HashSet<SharedBuffer> made = [];
            for (int i = 0; i < Viewers; i++)
            {
                SharedBuffer taken = TakeOne(store, outboxes[i]);
                Assert.True(MessageHeader.TryRead(taken.Span, out MessageHeader header));
                Assert.Equal(PictureOutcome.Applied, viewers[i].Accept(header, taken.Span[MessageHeader.Size..]));
                Assert.True(viewers[i].Rgba.SequenceEqual(painter.Rgba));
                // Twice as far back at most: so many tiles of 4 KB each.
                Assert.InRange(taken.Length, 1, 2 * (Viewers + 5 - i) * 4200);
                if (!made.Add(taken)) taken.Release();
            }

            Assert.InRange(made.Count, CatchUpShelf.Exact, CatchUpShelf.Exact + 8);
            foreach (SharedBuffer buffer in made) buffer.Release();
            foreach (Outbox outbox in outboxes) outbox.Discard();
        }

        Assert.Equal(before, SharedBuffer.Outstanding);
    }

    [Fact]
    public void Whenever_a_viewer_reads_and_whatever_came_meanwhile_it_ends_with_the_source_s_picture() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, Steps.Length - 1].Select(i => Steps[i]).Array[10, 60]).Sample((seed, steps) =>
        {
            long before = SharedBuffer.Outstanding;
            using (PictureStore store = new(new Lock()))
            {
                TestPainter painter = new(100 + seed, 40);
                Outbox outbox = new(Tight, TimeProvider.System, new Wake(), StreamMode.Delta, false);
                PictureDecoder viewer = new();
                Offer(store, outbox, painter.Paint());
                foreach (string step in steps)
                {
                    if (step == "read") Read(store, outbox, viewer);
                    else if (step == "fold") Assert.True(store.TryFold());
                    else if (step == "again") outbox.RestartPictures();
                    else if (step == "size") Offer(store, outbox, (painter = new TestPainter(painter.Width + 7, 40, painter.Originator)).Paint(keyframe: true));
                    else Offer(store, outbox, painter.Paint(keyframe: step == "key", pixels: 1 + (seed % 50)));
                }

                Read(store, outbox, viewer);
                Assert.True(viewer.Rgba.SequenceEqual(painter.Rgba));
                outbox.Discard();
            }

            Assert.Equal(before, SharedBuffer.Outstanding);
        }, threads: 1);

    private static void Offer(PictureStore store, Outbox outbox, byte[] bytes, bool append = true)
    {
        MessageHeader.TryRead(bytes, out MessageHeader header);
        SharedBuffer message = SharedBuffer.Copy(bytes);
        if (append) Assert.Equal(PictureVerdict.Forward, store.Append(header, header, null, message));
        outbox.Offer(Lane.Picture, header, message, store.Version);
        message.Release();
    }

    private static SharedBuffer TakeOne(PictureStore store, Outbox outbox)
    {
        List<SharedBuffer> batch = [];
        Assert.Equal(OutboxNext.Picture, outbox.Take(batch));
        Assert.True(store.TryTake(outbox, batch));
        return Assert.Single(batch);
    }

    /// <summary>Takes the pictures that wait and throws them away.</summary>
    private static void Skim(Outbox outbox)
    {
        List<SharedBuffer> batch = [];
        while (outbox.Take(batch) == OutboxNext.Messages)
        {
            foreach (SharedBuffer buffer in batch) buffer.Release();
            batch.Clear();
        }
    }

    /// <summary>Takes all that waits, as a viewer's writer does.</summary>
    private static List<Received> Read(PictureStore store, Outbox outbox, PictureDecoder viewer, bool judge = true)
    {
        List<Received> read = [];
        List<SharedBuffer> batch = [];
        while (outbox.Take(batch) is var next && next != OutboxNext.Empty)
        {
            if (next == OutboxNext.SignalState) outbox.MarkSignalsTaken();
            if (next == OutboxNext.Picture) Assert.True(store.TryTake(outbox, batch));
            foreach (SharedBuffer buffer in batch)
            {
                MessageHeader.TryRead(buffer.Span, out MessageHeader header);
                Received received = new(header, buffer.Span.ToArray());
                PictureOutcome outcome = viewer.Accept(header, received.Body);
                if (judge) Assert.Equal(PictureOutcome.Applied, outcome);
                read.Add(received);
                buffer.Release();
            }

            batch.Clear();
        }

        return read;
    }
}
