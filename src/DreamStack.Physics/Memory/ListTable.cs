using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Memory;

/// <summary>A list of plain values that belongs to the state.</summary>
internal sealed unsafe class ListTable<T> : Table
    where T : unmanaged
{
    public ListTable(Arena arena, string name, bool isChecked, params string[] fields)
        : base(arena, name)
    {
        Items = AddColumn<T>("item", isChecked, fields);
        arena.Add(this);
    }

    public ColumnOf<T> Items { get; }

    public ref T this[int index] => ref Items[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T item) => Items[Append()] = item;

    public Span<T> AsSpan() => new(Items.Rows, Count);
}
