using DreamStack.Relay.FanOut;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.FanOut;

public class OutboxTests
{
    private static readonly MessageHeader Delta = new(FrameType.DeltaPixels);
    private static readonly MessageHeader Keyframe = new(FrameType.DeltaPixels, MessageFlags.Keyframe);
    private static readonly MessageHeader Diff = new(FrameType.SignalDiff);
    private static readonly MessageHeader Sync = new(FrameType.SignalSync, MessageFlags.Keyframe);
    private readonly FakeTimeProvider _time = new();
    private readonly List<SharedBuffer> _batch = [];
    private readonly OutboxLimits _limits = new();

    [Fact]
    public void A_joiner_is_served_control_then_state_then_picture_then_what_is_live()
    {
        Outbox outbox = Make(StreamMode.Delta);
        Offer(outbox, Lane.Control, default, 1);
        Offer(outbox, Lane.Picture, Delta, 9);
        Expect(outbox, OutboxNext.Messages, 1);
        Expect(outbox, OutboxNext.SignalState);
        outbox.MarkSignalsTaken();
        Expect(outbox, OutboxNext.Picture);
        outbox.MarkPictureTaken(held: true, 0);
        Offer(outbox, Lane.Picture, Delta, 2);
        Expect(outbox, OutboxNext.Messages, 2);
        Expect(outbox, OutboxNext.Empty);
    }

    [Fact]
    public void A_delta_is_never_dropped_alone()
    {
        Outbox outbox = Live(StreamMode.Delta);
        for (byte i = 0; i < _limits.MaxPictures; i++) Offer(outbox, Lane.Picture, Delta, i);
        Assert.Equal(0, outbox.Coalesced);
        Offer(outbox, Lane.Picture, Delta, 99);
        Assert.Equal(_limits.MaxPictures + 1, outbox.Coalesced);
        Assert.Equal(0, outbox.QueuedBytes);
        Offer(outbox, Lane.Picture, Keyframe, 100);
        Expect(outbox, OutboxNext.Picture);
        outbox.MarkPictureTaken(held: true, 0);
        Offer(outbox, Lane.Picture, Delta, 101);
        Expect(outbox, OutboxNext.Messages, 101);
    }

    [Fact]
    public void One_picture_always_fits_however_large_and_bytes_bound_the_rest()
    {
        Outbox outbox = Live(StreamMode.Delta);
        Offer(outbox, Lane.Picture, Keyframe, 1, _limits.MaxPictureBytes * 2);
        Assert.Equal(0, outbox.Coalesced);
        Offer(outbox, Lane.Picture, Delta, 2);
        Assert.Equal(2, outbox.Coalesced);
        Expect(outbox, OutboxNext.Picture);
    }

    [Fact]
    public void A_pixel_viewer_fetches_one_picture_however_many_came()
    {
        Outbox outbox = Live(StreamMode.Pixel);
        Expect(outbox, OutboxNext.Empty);
        for (byte i = 0; i < 5; i++) Offer(outbox, Lane.Picture, Delta, i);
        Expect(outbox, OutboxNext.Picture);
        Assert.Equal(4, outbox.Coalesced);
        outbox.MarkPictureTaken(held: true, 0);
        Expect(outbox, OutboxNext.Empty);
    }

    [Fact]
    public void Without_a_picture_in_the_stream_the_next_whole_one_starts_a_viewer()
    {
        Outbox outbox = Make(StreamMode.Delta);
        outbox.MarkSignalsTaken();
        outbox.MarkPictureTaken(held: false, 0);
        Expect(outbox, OutboxNext.Empty);
        Offer(outbox, Lane.Picture, Keyframe, 1);
        Offer(outbox, Lane.Picture, Delta, 2);
        Expect(outbox, OutboxNext.Messages, 1, 2);
    }

    [Fact]
    public void Too_many_signal_changes_become_one_whole_state()
    {
        Outbox outbox = Live(StreamMode.Signal);
        for (int i = 0; i <= _limits.MaxSignalMessages; i++) Offer(outbox, Lane.Signal, Diff, 1);
        Expect(outbox, OutboxNext.SignalState);
        Offer(outbox, Lane.Signal, Diff, 2);
        outbox.MarkSignalsTaken();
        Expect(outbox, OutboxNext.Empty);
        Offer(outbox, Lane.Signal, Diff, 3);
        Expect(outbox, OutboxNext.Messages, 3);
    }

    [Fact]
    public void A_whole_state_takes_the_place_of_the_changes_before_it()
    {
        Outbox outbox = Live(StreamMode.Signal);
        Offer(outbox, Lane.Signal, Diff, 1);
        Offer(outbox, Lane.Signal, Sync, 2);
        Offer(outbox, Lane.Signal, Diff, 3);
        Expect(outbox, OutboxNext.Messages, 2, 3);
    }

    [Fact]
    public void Picture_viewers_get_the_state_once_and_signal_viewers_no_pictures()
    {
        Outbox pictures = Live(StreamMode.Delta);
        Offer(pictures, Lane.Signal, Diff, 1);
        Offer(pictures, Lane.Signal, Sync, 2);
        Expect(pictures, OutboxNext.Empty);
        Outbox signals = Live(StreamMode.Signal);
        Offer(signals, Lane.Picture, Keyframe, 1);
        Expect(signals, OutboxNext.Empty);
    }

    [Fact]
    public void Late_sound_is_dropped_oldest_first_and_late_perishables_altogether()
    {
        Outbox outbox = Live(StreamMode.Signal, audio: true);
        Offer(outbox, Lane.Audio, default, 1);
        Offer(outbox, Lane.Perishable, default, 2);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Offer(outbox, Lane.Audio, default, 3);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Expect(outbox, OutboxNext.Messages, 3);
        Assert.Equal(2, outbox.Dropped);
        for (int i = 0; i < _limits.MaxTimedMessages + 5; i++) Offer(outbox, Lane.Audio, default, (byte)i);
        Assert.Equal(7, outbox.Dropped);
        Assert.Equal(5, Take(outbox).Messages[0]);
    }

    [Fact]
    public void Sound_is_for_those_who_want_it()
    {
        Outbox outbox = Live(StreamMode.Signal);
        Offer(outbox, Lane.Audio, default, 1);
        Expect(outbox, OutboxNext.Empty);
        outbox.SwitchAudio(true);
        Offer(outbox, Lane.Audio, default, 2);
        outbox.SwitchAudio(false);
        Expect(outbox, OutboxNext.Empty);
    }

    [Fact]
    public void Control_beyond_the_bound_closes_instead_of_losing_some()
    {
        Outbox outbox = Live(StreamMode.Signal);
        for (int i = 0; i < _limits.MaxControlMessages; i++) Offer(outbox, Lane.Control, default, 1);
        Assert.Equal(OutboxNext.Messages, Take(outbox).Next);
        for (int i = 0; i <= _limits.MaxControlMessages; i++) Offer(outbox, Lane.Control, default, 1);
        Assert.Equal(OutboxNext.Overflow, Take(outbox).Next);
    }

    [Fact]
    public void The_newest_word_of_a_kind_replaces_an_unsent_one()
    {
        Outbox outbox = Live(StreamMode.Signal);
        outbox.Put(StateSlot.Watchers, Buffer(1));
        outbox.Put(StateSlot.Driver, Buffer(2));
        outbox.Put(StateSlot.Watchers, Buffer(3));
        Expect(outbox, OutboxNext.Messages, 3, 2);
    }

    [Fact]
    public void The_last_word_comes_last_and_a_new_source_takes_it_back()
    {
        Outbox outbox = Live(StreamMode.Delta);
        Offer(outbox, Lane.End, default, 9);
        Offer(outbox, Lane.Picture, Delta, 1);
        Expect(outbox, OutboxNext.Messages, 1, 9);
        Offer(outbox, Lane.End, default, 9);
        outbox.ForgetEnd();
        Expect(outbox, OutboxNext.Empty);
    }

    [Fact]
    public void A_switch_forgets_the_old_mode_and_fetches_the_new_one_whole()
    {
        Outbox outbox = Live(StreamMode.Delta);
        Offer(outbox, Lane.Picture, Delta, 1);
        outbox.Switch(StreamMode.Signal);
        Expect(outbox, OutboxNext.SignalState);
        outbox.MarkSignalsTaken();
        Offer(outbox, Lane.Signal, Diff, 2);
        outbox.Switch(StreamMode.Pixel);
        Expect(outbox, OutboxNext.Picture);
        outbox.MarkPictureTaken(held: true, 0);
        Offer(outbox, Lane.Signal, Diff, 3);
        Expect(outbox, OutboxNext.Empty);
    }

    [Fact]
    public void Small_messages_travel_together_and_a_large_one_alone()
    {
        Outbox outbox = Live(StreamMode.Delta);
        Offer(outbox, Lane.Picture, Delta, 1);
        Offer(outbox, Lane.Picture, Delta, 2);
        Offer(outbox, Lane.Picture, Delta, 3, _limits.BatchBytes + 1);
        Offer(outbox, Lane.Picture, Delta, 4);
        Expect(outbox, OutboxNext.Messages, 1, 2);
        Expect(outbox, OutboxNext.Messages, 3);
        Expect(outbox, OutboxNext.Messages, 4);
    }

    [Fact]
    public void One_message_that_must_arrive_always_fits_and_a_second_large_one_overflows()
    {
        Outbox outbox = Live(StreamMode.Delta);
        Offer(outbox, Lane.Control, default, 1, _limits.MaxControlBytes + 1);
        Expect(outbox, OutboxNext.Messages, 1);
        Offer(outbox, Lane.Control, default, 2, _limits.MaxControlBytes);
        Offer(outbox, Lane.Control, default, 3);
        Expect(outbox, OutboxNext.Overflow);
    }

    [Theory]
    [InlineData((int)Lane.Audio)]
    [InlineData((int)Lane.Perishable)]
    [InlineData((int)Lane.Latest)]
    public void Bytes_of_what_may_be_dropped_are_bounded(int lane)
    {
        Outbox outbox = Live(StreamMode.Delta, audio: true);
        for (byte i = 0; i < 20; i++)
        {
            Offer(outbox, (Lane)lane, default, i, _limits.MaxTimedBytes / 4);
            Assert.InRange(outbox.QueuedBytes, 1, _limits.MaxTimedBytes);
        }

        Assert.Equal(16, outbox.Dropped);
    }

    [Fact]
    public void The_newest_of_a_type_takes_the_place_of_a_queued_one_and_is_never_too_late()
    {
        Outbox outbox = Live(StreamMode.Delta);
        Offer(outbox, Lane.Latest, default, 1);
        Offer(outbox, Lane.Latest, default, 2);
        Offer(outbox, Lane.Latest, default, 1, 30);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, outbox.Coalesced);
        Assert.Equal(50, outbox.QueuedBytes);
        Expect(outbox, OutboxNext.Messages, 2, 1);
    }

    [Fact]
    public void A_pixel_viewer_of_pictures_the_relay_cannot_read_gets_each_as_it_comes()
    {
        Outbox outbox = Live(StreamMode.Pixel);
        Offer(outbox, Lane.Picture, new MessageHeader(FrameType.VideoPixels), 1);
        Offer(outbox, Lane.Picture, Delta with { Flags = MessageFlags.Encrypted }, 2);
        Expect(outbox, OutboxNext.Messages, 1, 2);
    }

    [Fact]
    public void Every_share_is_given_back()
    {
        long before = SharedBuffer.Outstanding;
        Outbox outbox = Live(StreamMode.Delta, audio: true);
        foreach (Lane lane in Enum.GetValues<Lane>()) Offer(outbox, lane, Delta, 1);
        foreach (StateSlot slot in Enum.GetValues<StateSlot>()) outbox.Put(slot, Buffer(1));
        Assert.True(SharedBuffer.Outstanding > before);
        outbox.Discard();
        Assert.Equal(before, SharedBuffer.Outstanding);
        Offer(outbox, Lane.Control, default, 1);
        outbox.Put(StateSlot.Ping, Buffer(1));
        Assert.Equal(before, SharedBuffer.Outstanding);
    }

    [Fact]
    public void What_a_viewer_has_not_acknowledged_is_not_added_to_and_its_next_picture_is_the_newest()
    {
        Outbox outbox = Live(StreamMode.Delta);
        outbox.Acknowledge(new AckInput(0, 0, 0));
        OfferPicture(outbox, 1);
        Expect(outbox, OutboxNext.Messages, 3);
        OfferPicture(outbox, 2);
        OfferPicture(outbox, 3);
        Expect(outbox, OutboxNext.Empty);
        Offer(outbox, Lane.Control, default, 9);
        Expect(outbox, OutboxNext.Messages, 9);

        _time.Advance(TimeSpan.FromMilliseconds(100));
        outbox.Acknowledge(new AckInput(1, 1, 0));

        Expect(outbox, OutboxNext.Picture);
        Assert.Equal(2, outbox.Coalesced);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_picture_that_was_lost_or_left_for_another_mode_is_not_waited_for(bool lost)
    {
        Outbox outbox = Live(StreamMode.Delta);
        outbox.Acknowledge(new AckInput(0, 0, 0));
        OfferPicture(outbox, 1);
        Expect(outbox, OutboxNext.Messages, 3);

        if (lost) outbox.RestartPictures();
        else outbox.Switch(StreamMode.Pixel);

        Expect(outbox, OutboxNext.Picture);
    }

    private static void OfferPicture(Outbox outbox, ushort seq)
    {
        SharedBuffer buffer = SharedBuffer.Rent(MessageHeader.Size);
        (Delta with { Seq = seq }).Write(buffer.Span);
        outbox.Offer(Lane.Picture, Delta, buffer);
        buffer.Release();
    }

    [Fact]
    public void A_warm_outbox_allocates_nothing_for_a_message()
    {
        Outbox outbox = Live(StreamMode.Delta, audio: true);
        Outbox signal = Live(StreamMode.Signal, audio: true);
        SharedBuffer message = Buffer(1);
        void Round()
        {
            for (int i = 0; i < 4; i++)
            {
                outbox.Offer(Lane.Picture, Delta, message);
                signal.Offer(Lane.Signal, Diff, message);
                signal.Offer(Lane.Audio, default, message);
            }

            while (outbox.Take(_batch) == OutboxNext.Messages) Release();
            while (signal.Take(_batch) == OutboxNext.Messages) Release();
        }

        for (int i = 0; i < 50; i++) Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        message.Release();
    }

    private static SharedBuffer Buffer(byte mark, int length = 20)
    {
        SharedBuffer buffer = SharedBuffer.Rent(length);
        buffer.Span[0] = mark;
        return buffer;
    }

    private static void Offer(Outbox outbox, Lane lane, MessageHeader header, byte mark, int length = 20)
    {
        SharedBuffer buffer = Buffer(mark, length);
        outbox.Offer(lane, header, buffer);
        buffer.Release();
    }

    private Outbox Make(StreamMode mode, bool audio = false) => new(_limits, _time, new Wake(), mode, audio);

    private Outbox Live(StreamMode mode, bool audio = false)
    {
        Outbox outbox = Make(mode, audio);
        outbox.MarkSignalsTaken();
        outbox.MarkPictureTaken(held: true, 0);
        return outbox;
    }

    private void Expect(Outbox outbox, OutboxNext next, params int[] messages)
    {
        (OutboxNext actual, int[] taken) = Take(outbox);
        Assert.Equal(next, actual);
        Assert.Equal(messages, taken);
    }

    private (OutboxNext Next, int[] Messages) Take(Outbox outbox)
    {
        OutboxNext next = outbox.Take(_batch);
        int[] marks = [.. _batch.Select(buffer => (int)buffer.Span[0])];
        Release();
        return (next, marks);
    }

    private void Release()
    {
        foreach (SharedBuffer buffer in _batch) buffer.Release();
        _batch.Clear();
    }
}
