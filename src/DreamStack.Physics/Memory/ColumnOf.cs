using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Memory;

/// <summary>A column whose rows are of one unmanaged type.</summary>
internal sealed unsafe class ColumnOf<T>(string name, Table owner, params string[] fields)
    : Column(name, owner, sizeof(T), fields)
    where T : unmanaged
{
    public T* Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (T*)Base;
    }

    public ref T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref ((T*)Base)[row];
    }
}
