using System.Buffers;
using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Streams;

/// <summary>Collects one message in a rented array and hands it out as a shared buffer.</summary>
internal sealed class SharedBufferWriter : IBufferWriter<byte>
{
    private const int LeastRent = 256;
    private byte[]? _rented;
    private int _end = SharedBuffer.Headroom;

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Room(sizeHint).AsMemory(_end);

    public Span<byte> GetSpan(int sizeHint = 0) => Room(sizeHint).AsSpan(_end);

    /// <summary>What was written since the last call; the caller owns the buffer.</summary>
    public SharedBuffer Detach()
    {
        byte[] rented = Room(0);
        int length = _end - SharedBuffer.Headroom;
        _rented = null;
        _end = SharedBuffer.Headroom;
        // The worst case was rented, little was written: do not hold megabytes for it.
        if (length >= rented.Length / 2) return SharedBuffer.Adopt(rented, SharedBuffer.Headroom, length);
        SharedBuffer copy = SharedBuffer.Copy(rented.AsSpan(SharedBuffer.Headroom, length));
        ArrayPool<byte>.Shared.Return(rented);
        return copy;
    }

    private byte[] Room(int sizeHint)
    {
        int needed = _end + Math.Max(sizeHint, 1);
        if (_rented is not null && _rented.Length >= needed) return _rented;

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, LeastRent));
        if (_rented is not null)
        {
            _rented.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rented);
        }

        return _rented = larger;
    }
}
