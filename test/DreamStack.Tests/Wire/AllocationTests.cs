using System.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.Tests.Wire;

public sealed class AllocationTests
{
    [Fact]
    public void Writing_and_reading_messages_allocates_nothing()
    {
        byte[] storage = new byte[256];
        Round(storage);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int sum = 0;
        for (int i = 0; i < 1000; i++) sum += Round(storage);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000 * 7, sum);
    }

    [Fact]
    public void Cutting_messages_out_of_segments_allocates_nothing()
    {
        byte[] message = Samples.Write(new MessageHeader(InputType.Text), "some text"u8);
        ReadOnlySequence<byte> sequence = Segments.Cut([.. message, .. message], 9, 20);
        Count(sequence);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = 0;
        for (int i = 0; i < 1000; i++) count += Count(sequence);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2000, count);
    }

    private static int Count(ReadOnlySequence<byte> sequence)
    {
        int count = 0;
        while (MessageReader.TryRead(ref sequence, out Message _, out _) == ReadStatus.Done) count++;
        return count;
    }

    private static int Round(byte[] storage)
    {
        Span<byte> message = storage;
        ExtWriter ext = new(message[MessageHeader.Size..]);
        ext.Add(ExtTag.InputId, 7u);
        int front = MessageHeader.Size + ext.Block.Length;
        new PointerInput(1, 2, 3).Write(message[front..]);
        MessageWriter.WithLength(new MessageHeader(InputType.Pointer), ext.Block, PointerInput.Size).Write(message);

        ReadOnlySpan<byte> rest = message[..(front + PointerInput.Size)];
        bool read = MessageReader.TryRead(ref rest, out MessageView view, out _) == ReadStatus.Done;
        read &= ExtBlock.TrySplit(view.Header, view.Payload, out ExtBlock block, out ReadOnlySpan<byte> body);
        read &= block.TryFind(ExtTag.InputId, out ExtEntry entry) & entry.TryReadUInt32(out uint id);
        read &= PointerInput.TryRead(body, out PointerInput input);
        return read && input.X == 1 ? (int)id : 0;
    }
}
