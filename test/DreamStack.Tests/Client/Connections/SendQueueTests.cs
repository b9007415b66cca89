using System.Buffers;
using DreamStack.Client.Connections;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.Tests.Client.Connections;

public sealed class SendQueueTests
{
    [Fact]
    public void Small_messages_leave_together_in_order()
    {
        using SendQueue queue = new();
        Add(queue, FrameType.SignalDiff, 10, 1);
        Add(queue, FrameType.Haptic, 3, 2);
        Assert.Equal([1, 2], Drain(queue));
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void A_large_message_leaves_alone_after_what_stood_before_it()
    {
        using SendQueue queue = new();
        Add(queue, FrameType.SignalDiff, 10, 1);
        Add(queue, FrameType.DeltaPixels, 100_000, 2);
        Add(queue, FrameType.SignalDiff, 10, 3);

        ArrayBufferWriter<byte> batch = new();
        Assert.True(queue.TryTake(batch, out SharedBuffer? large));
        Assert.Null(large);
        Assert.Equal([1], SeqsOf(batch.WrittenSpan));
        batch.ResetWrittenCount();
        Assert.True(queue.TryTake(batch, out large));
        Assert.Equal([2], SeqsOf(large!.Span));
        Assert.Equal(0, batch.WrittenCount);
        large.Release();
        Assert.Equal([3], Drain(queue));
    }

    [Fact]
    public void Pictures_that_pile_up_are_left_out_together_until_a_keyframe_comes()
    {
        using SendQueue queue = new();
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
    public void Sound_that_is_late_is_left_out_and_signals_are_not()
    {
        using SendQueue queue = new();
        for (int i = 0; i < 100; i++) Add(queue, FrameType.AudioPcm, 2000, 7);
        Assert.Equal(SendOutcome.Dropped, Add(queue, FrameType.AudioPcm, 2000, 8));
        Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.SignalDiff, 2000, 9));
        Assert.False(queue.Overflowed);
    }

    [Fact]
    public void Reliable_messages_over_the_bound_break_the_connection()
    {
        using SendQueue queue = new();
        int fits = SendQueue.MaxOtherBytes / 100_000;
        for (int i = 0; i < fits; i++) Assert.Equal(SendOutcome.Queued, Add(queue, FrameType.SignalDiff, 100_000 - 16, 1));
        Assert.Equal(SendOutcome.Dropped, Add(queue, FrameType.SignalDiff, 100_000, 2));
        Assert.True(queue.Overflowed);
    }

    [Fact]
    public void A_closed_queue_takes_nothing()
    {
        SendQueue queue = new();
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
