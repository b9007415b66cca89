using DreamStack.Streaming.Buffers;
using Xunit;

namespace DreamStack.Tests.Buffers;

public class SharedBufferTests
{
    [Fact]
    public void BytesLiveUntilTheLastOwnerReleasesThem()
    {
        SharedBuffer buffer = SharedBuffer.Copy([1, 2, 3]);
        SharedBuffer second = buffer.Retain();
        buffer.Release();
        Assert.Equal([1, 2, 3], second.Span.ToArray());

        second.Release();
        Assert.Throws<ObjectDisposedException>(() => second.Memory.Length);
    }

    [Fact]
    public void ABufferIsAsLongAsAskedForWhateverThePoolGives()
    {
        SharedBuffer buffer = SharedBuffer.Rent(1000);
        Assert.Equal((1000, 1000), (buffer.Length, buffer.Span.Length));
        buffer.Release();
    }

    [Fact]
    public void SmallBuffersGoRoundWithTheirBytesAndNeverShareThem()
    {
        SharedBuffer[] buffers = new SharedBuffer[300];
        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round()
        {
            for (int i = 0; i < buffers.Length; i++)
            {
                buffers[i] = SharedBuffer.Rent(i % 240);
                buffers[i].Span.Fill((byte)i);
            }

            for (int i = 0; i < buffers.Length; i++)
            {
                if (buffers[i].Length != i % 240 || buffers[i].Span.ContainsAnyExcept((byte)i)) throw new InvalidOperationException($"Buffer {i} is not its own.");
                buffers[i].Release();
            }
        }
    }
}
