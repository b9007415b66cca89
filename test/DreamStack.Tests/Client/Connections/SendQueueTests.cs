using System.Buffers;
using DreamStack.Client.Connections;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Client.Connections;

public sealed class SendQueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Small_messages_leave_together_in_order_within_their_class()
    {
        using SendQueue queue = new(_time);
        Add(queue, FrameType.SignalDiff, 10, 1);
        Add(queue, FrameType.SignalDiff, 10, 2);
        Add(queue, FrameType.Haptic, 3, 3);
        Assert.Equal([3, 1, 2], Drain(queue));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void What_is_urgent_overtakes_pictures_and_the_end_follows_all_of_it()
    {
        using SendQueue queue = new(_time);
        Add(queue, FrameType.End, 1, 9);
        Add(queue, FrameType.DeltaPixels, 10, 1, MessageFlags.Keyframe);
        Add(queue, FrameType.PictureHash, 8, 2);
        Add(queue, FrameType.DeltaPixels, 10, 3);
        Add(queue, FrameType.SignalDiff, 10, 4);
        Add(queue, FrameType.AudioPcm, 10, 5);
        Add(queue, FrameType.Control, 10, 6);
        Assert.Equal([6, 5, 4, 1, 2, 3, 9], Drain(queue));
    }

    [Fact]
    public void Vibrations_that_are_late_are_not_sent()
    {
        using SendQueue queue = new(_time);
        Add(queue, FrameType.Haptic, 3, 1);
        _time.Advance(TimeSpan.FromMilliseconds(81));
        Add(queue, FrameType.Haptic, 3, 2);
        Assert.Equal([2], Drain(queue));
    }

    [Fact]
    public void A_large_message_leaves_alone_after_what_stood_before_it()
    {
        using SendQueue queue = new(_time);
        Add(queue, FrameType.SignalDiff, 10, 1);
        Add(queue, FrameType.DeltaPixels, 100_000, 2);

        ArrayBufferWriter<byte> batch = new();
        Assert.True(queue.TryTake(batch, out SharedBuffer? large));
        Assert.Null(large);
        Assert.Equal([1], SeqsOf(batch.WrittenSpan));
        batch.ResetWrittenCount();
        Add(queue, FrameType.SignalDiff, 10, 3);
        Assert.False(queue.IsReadyForPicture);
        Assert.True(queue.TryTake(batch, out large));
        Assert.Equal([2], SeqsOf(large!.Span));
        Assert.Equal(0, batch.WrittenCount);
        large.Release();
        Assert.Equal([3], Drain(queue));
    }

    [Fact]
    public void Pictures_that_pile_up_are_left_out_together_until_a_keyframe_comes()
    {
        using SendQueue queue = new(_time);
        Add(queue, FrameType.SignalDiff, 10, 1);
        for (ushort seq = 2; seq < 2 + SendQueue.MaxWaitingPictures; seq++)
        {
            Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.DeltaPixels, 10, seq));
        }

        Assert.False(queue.IsReadyForPicture);
        Assert.Equal(SendOutcome.Dropped, Add(queue, FrameType.DeltaPixels, 10, 20));
        Assert.Equal(SendOutcome.Dropped, Add(queue, FrameType.DeltaPixels, 10, 21));
        Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.DeltaPixels, 10, 22, MessageFlags.Keyframe));
        Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.DeltaPixels, 10, 23));
        Assert.Equal([1, 22, 23], Drain(queue));
        Assert.True(queue.IsReadyForPicture);
    }

    [Fact]
    public void Of_sound_that_piles_up_the_newest_is_kept_and_of_signals_all()
    {
        using SendQueue queue = new(_time);
        for (ushort seq = 0; seq < 100; seq++)
        {
            Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.AudioPcm, 20, seq));
            Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.SignalDiff, 20, (ushort)(100 + seq)));
        }

        Assert.False(queue.Overflowed);
        Assert.Equal([.. Enumerable.Range(84, 116)], Drain(queue));
    }

    [Fact]
    public void Reliable_messages_over_the_bound_break_the_connection()
    {
        using SendQueue queue = new(_time);
        int fits = SendQueue.MaxReliableBytes / 100_000;
        for (int i = 0; i < fits; i++) Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.SignalDiff, 100_000 - 16, 1));
        Assert.Equal(SendOutcome.Dropped, Add(queue, FrameType.SignalDiff, 100_000, 2));
        Assert.True(queue.Overflowed);
    }

    [Fact]
    public void A_closed_queue_takes_nothing()
    {
        SendQueue queue = new(_time);
        Add(queue, FrameType.SignalDiff, 10, 1);
        queue.Dispose();
        Assert.Equal(SendOutcome.NotConnected, Add(queue, FrameType.SignalDiff, 10, 2));
        Assert.True(queue.IsEmpty);
    }

    private static SendOutcome Add(
        SendQueue queue, FrameType type, int bodyLength, ushort seq, MessageFlags flags = MessageFlags.None)
    {
        MessageHeader header = new(type, flags) { Seq = seq, Width = 8, Height = 8, PayloadLength = (uint)bodyLength };
        byte[] message = new byte[MessageHeader.Size + bodyLength];
        header.Write(message);
        return queue.Add(header, message);
    }

    private static List<int> Drain(SendQueue queue)
    {
        ArrayBufferWriter<byte> batch = new();
        List<int> seqs = [];
        while (queue.TryTake(batch, out SharedBuffer? large))
        {
            Assert.Null(large);
            seqs.AddRange(SeqsOf(batch.WrittenSpan));
            batch.ResetWrittenCount();
        }

        return seqs;
    }

    private static List<int> SeqsOf(ReadOnlySpan<byte> bytes)
    {
        List<int> seqs = [];
        while (MessageReader.TryRead(ref bytes, out MessageView message, out _) == ReadStatus.Done) seqs.Add(message.Header.Seq);
        Assert.True(bytes.IsEmpty);
        return seqs;
    }
}
