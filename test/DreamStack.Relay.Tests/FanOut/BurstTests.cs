using DreamStack.Relay.FanOut;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.FanOut;

public class BurstTests
{
    private static readonly (Lane Lane, FrameType Type)[] s_kinds =
        [(Lane.Signal, FrameType.SignalDiff), (Lane.Audio, FrameType.AudioPcm), (Lane.Control, FrameType.Control)];

    private readonly RelayCounters _counters = new(TimeProvider.System);
    private readonly Stack<Burst> _idle = new();
    private readonly List<SharedBuffer> _batch = [];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void In_bursts_or_one_by_one_a_viewer_gets_the_same_bytes_in_the_same_order(bool signals, bool audio)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            Outbox bursts = Live(signals, audio);
            Outbox single = Live(signals, audio);
            List<byte> fromBursts = [];
            List<byte> fromSingle = [];
            for (int turn = 0; turn < 20; turn++)
            {
                Burst burst = Fill(random);
                foreach (ref readonly BurstMessage message in burst.Messages) single.Offer(message.Lane, message.Inside, message.Message);
                bursts.Offer(burst);
                burst.Release();
                // One that takes late gets lanes in the order of their rank, both ways.
                TakeAll(single, fromSingle, sort: true);
                TakeAll(bursts, fromBursts, sort: true);
                Assert.Equal(fromSingle, fromBursts);
            }

            bursts.Discard();
            single.Discard();
        }
    }

    [Fact]
    public void A_second_burst_before_the_first_was_taken_loses_nothing()
    {
        Outbox outbox = Live(signals: true, audio: true);
        Random random = new(5);
        List<byte> expected = [];
        for (int i = 0; i < 3; i++)
        {
            Burst burst = Fill(random);
            foreach (ref readonly BurstMessage message in burst.Messages) expected.Add(message.Message.Span[MessageHeader.Size]);
            outbox.Offer(burst);
            burst.Release();
        }

        List<byte> taken = [];
        TakeAll(outbox, taken, sort: false);

        Assert.Equal(expected.Order(), taken.Order());
        Assert.Equal(0, outbox.QueuedBytes);
        outbox.Discard();
    }

    [Fact]
    public void Whoever_takes_all_is_told_so_and_counts_what_was_packed()
    {
        Outbox outbox = Live(signals: true, audio: false);
        Burst burst = Fill(new Random(1));
        outbox.Offer(burst);
        int wanted = 0;
        foreach (ref readonly BurstMessage message in burst.Messages) wanted += message.Lane == Lane.Audio ? 0 : 1;

        Assert.Equal(OutboxNext.Messages, outbox.Take(_batch));

        Assert.True(outbox.TookAll);
        Assert.Equal(wanted, outbox.Packed);
        Assert.Equal(OutboxNext.Empty, outbox.Take([]));
        Assert.False(outbox.TookAll);
        burst.Release();
        Assert.Equal(wanted, _counters.FramesOut.TotalMessages);
        foreach (SharedBuffer piece in _batch) piece.Release();
        outbox.Discard();
    }

    [Fact]
    public void Warm_a_burst_allocates_nothing()
    {
        Outbox[] outboxes = [.. Enumerable.Range(0, 8).Select(_ => Live(signals: true, audio: true))];
        Random random = new(2);
        for (int i = 0; i < 50; i++) Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++) Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        foreach (Outbox outbox in outboxes) outbox.Discard();

        void Round()
        {
            Burst burst = Fill(random);
            foreach (Outbox outbox in outboxes) outbox.Offer(burst);
            burst.Release();
            foreach (Outbox outbox in outboxes)
            {
                outbox.Take(_batch);
                foreach (SharedBuffer piece in _batch) piece.Release();
                _batch.Clear();
            }
        }
    }

    private static Outbox Live(bool signals, bool audio)
    {
        StreamMode mode = signals ? StreamMode.Signal : StreamMode.Delta;
        Outbox outbox = new(new OutboxLimits(), TimeProvider.System, new Wake(), mode, audio);
        outbox.MarkSignalsTaken();
        outbox.MarkPictureTaken(held: true, 0);
        return outbox;
    }

    private Burst Fill(Random random)
    {
        if (!_idle.TryPop(out Burst? burst)) burst = new Burst(_idle, _counters);
        int count = random.Next(2, 10);
        for (int i = 0; i < count; i++)
        {
            (Lane lane, FrameType type) = s_kinds[random.Next(s_kinds.Length)];
            int length = random.Next(1, 60);
            SharedBuffer message = SharedBuffer.Rent(MessageHeader.Size + length);
            MessageHeader header = new(type) { PayloadLength = (uint)length };
            header.Write(message.Span);
            message.Span[MessageHeader.Size..].Fill((byte)random.Next());
            burst.Add(lane, header, message, 0);
            message.Release();
        }

        return burst;
    }

    // Of each message the type and the first byte of its payload, in the order they came, or by type.
    private void TakeAll(Outbox outbox, List<byte> taken, bool sort)
    {
        List<(byte Type, byte Mark)> messages = [];
        while (outbox.Take(_batch) == OutboxNext.Messages)
        {
            foreach (SharedBuffer piece in _batch)
            {
                ReadOnlySpan<byte> rest = piece.Span;
                while (MessageHeader.TryRead(rest, out MessageHeader header))
                {
                    messages.Add((header.Type, rest[MessageHeader.Size]));
                    rest = rest[(int)header.MessageLength..];
                }

                piece.Release();
            }

            _batch.Clear();
        }

        taken.AddRange((sort ? messages.OrderBy(message => message.Type) : messages.AsEnumerable()).Select(message => message.Mark));
    }
}
