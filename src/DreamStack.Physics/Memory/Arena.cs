namespace DreamStack.Physics.Memory;

/// <summary>
/// One block of memory with every column of a world's state. Columns move when a table grows; pointers into them are
/// good until then.
/// </summary>
internal sealed unsafe class Arena
{
    private const int Alignment = 64;

    private readonly List<Table> _tables = [];
    private readonly List<Column> _columns = [];
    private byte[] _block = [];

    public IReadOnlyList<Table> Tables => _tables;

    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Bytes held, room to grow included.</summary>
    public long Size => _block.LongLength;

    public void Add(Table table) => _tables.Add(table);

    public void Add(Column column) => _columns.Add(column);

    /// <summary>What the tables hold now is held by every state to come.</summary>
    public void SetLeast() => _tables.ForEach(table => table.SetLeast());

    /// <summary>Makes room for at least this many rows; amortised by doubling.</summary>
    public void Reserve(Table table, int rows)
    {
        if (rows <= table.Capacity) return;
        int before = table.Capacity;
        table.Capacity = Math.Max(rows, Math.Max(16, (int)Math.Min(2L * before, Array.MaxLength)));
        long size = Alignment;
        foreach (Column column in _columns) size += Padded((long)column.Owner.Capacity * column.Stride);
        if (size > Array.MaxLength)
        {
            table.Capacity = before;
            throw new InvalidOperationException($"A world's state takes at most {Array.MaxLength} bytes, and with {rows} {table.Name} it would take {size}.");
        }

        Lay((int)size);
    }

    private void Lay(int size)
    {
        byte[] block = GC.AllocateArray<byte>(size, pinned: true);
        byte* start = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref block[0]);
        byte* at = (byte*)(((nuint)start + (Alignment - 1)) & ~(nuint)(Alignment - 1));
        foreach (Column column in _columns)
        {
            long rows = Math.Min(column.LaidRows, column.Owner.Capacity);
            if (rows > 0) Buffer.MemoryCopy(column.Base, at, rows * column.Stride, rows * column.Stride);
            column.Base = at;
            column.LaidRows = column.Owner.Capacity;
            at += Padded((long)column.Owner.Capacity * column.Stride);
        }

        _block = block;
    }

    private static long Padded(long bytes) => (bytes + (Alignment - 1)) & ~(long)(Alignment - 1);
}
