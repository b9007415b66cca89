using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DreamStack.Streaming.Wasm;

/// <summary>Bytes that JavaScript reads and writes where they lie: the memory never moves, but growing replaces it.</summary>
internal sealed class PinnedBytes : IBufferWriter<byte>
{
    private const int SmallestCapacity = 4096;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(SmallestCapacity, pinned: true);

    /// <summary>Bytes written and not cleared.</summary>
    public int Length { get; private set; }

    /// <summary>Where the bytes begin in the module's memory; asked again after every write.</summary>
    public unsafe int Pointer => (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes));

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Room for this many bytes, content undefined, all counted as written.</summary>
    public Span<byte> Take(int length)
    {
        Length = 0;
        Grow(length);
        Length = length;
        return _bytes.AsSpan(0, length);
    }

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Length + Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Grow(int capacity)
    {
        if (capacity <= _bytes.Length) return;
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Max(capacity, Math.Min(2L * _bytes.Length, 1 << 24)), pinned: true);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        _bytes = larger;
    }
}
