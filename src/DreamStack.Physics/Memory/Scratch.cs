using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Memory;

/// <summary>Memory for one step's work: grows, never shrinks, holds nothing that outlives a step.</summary>
internal sealed unsafe class Scratch<T>
    where T : unmanaged
{
    private byte[] _block = [];
    private int _capacity;

    public T* Rows { get; private set; }

    /// <summary>Room for this many rows; what was there is kept.</summary>
    public T* Reserve(int rows)
    {
        if (rows <= _capacity) return Rows;
        int capacity = Math.Max(rows, Math.Max(64, _capacity * 2));
        byte[] block = GC.AllocateArray<byte>(checked((capacity * sizeof(T)) + 64), pinned: true);
        byte* start = (byte*)(((nuint)Unsafe.AsPointer(ref block[0]) + 63) & ~(nuint)63);
        if (_capacity > 0) Buffer.MemoryCopy(Rows, start, (long)capacity * sizeof(T), (long)_capacity * sizeof(T));
        _block = block;
        _capacity = capacity;
        Rows = (T*)start;
        return Rows;
    }
}
