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
}
