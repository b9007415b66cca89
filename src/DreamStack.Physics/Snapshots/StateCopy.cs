using System.Buffers.Binary;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Snapshots;

/// <summary>
/// The state as bytes: a mark, then for each table its count, free list, live rows and history, then the used rows of each
/// column, one copy a column.
/// </summary>
internal static unsafe class StateCopy
{
    private const uint Mark = 0x32505344;
    private const int HistoryAt = 12;
    internal const int TableBytes = 20;

    public static int SizeOf(Arena arena)
    {
        int size = 8 + (arena.Tables.Count * TableBytes);
        for (int i = 0; i < arena.Columns.Count; i++) size += arena.Columns[i].UsedBytes;
        return size;
    }

    public static void Write(Arena arena, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], arena.Columns.Count);
        to = to[8..];
        for (int i = 0; i < arena.Tables.Count; i++)
        {
            Table table = arena.Tables[i];
            BinaryPrimitives.WriteInt32LittleEndian(to, table.Count);
            BinaryPrimitives.WriteInt32LittleEndian(to[4..], table.FreeHead);
            BinaryPrimitives.WriteInt32LittleEndian(to[8..], table.Live);
            BinaryPrimitives.WriteUInt64LittleEndian(to[HistoryAt..], table.History);
            to = to[TableBytes..];
        }

        for (int i = 0; i < arena.Columns.Count; i++)
        {
            Column column = arena.Columns[i];
            new ReadOnlySpan<byte>(column.Base, column.UsedBytes).CopyTo(to);
            to = to[column.UsedBytes..];
        }
    }

    /// <summary>Throws before anything is changed when the bytes are not a state of this arena's form.</summary>
    public static void Read(Arena arena, ReadOnlySpan<byte> from)
    {
        Check(arena, from);
        from = from[8..];
        for (int i = 0; i < arena.Tables.Count; i++)
        {
            Table table = arena.Tables[i];
            int count = BinaryPrimitives.ReadInt32LittleEndian(from);
            table.Reserve(count);
            table.Count = count;
            table.FreeHead = BinaryPrimitives.ReadInt32LittleEndian(from[4..]);
            table.Live = BinaryPrimitives.ReadInt32LittleEndian(from[8..]);
            table.History = BinaryPrimitives.ReadUInt64LittleEndian(from[HistoryAt..]);
            from = from[TableBytes..];
        }

        for (int i = 0; i < arena.Columns.Count; i++)
        {
            Column column = arena.Columns[i];
            from[..column.UsedBytes].CopyTo(new Span<byte>(column.Base, column.UsedBytes));
            from = from[column.UsedBytes..];
        }
    }

    /// <summary>Rows of each table of a state, in the arena's order of tables.</summary>
    public static int[] CountsOf(Arena arena, ReadOnlySpan<byte> from)
    {
        Check(arena, from);
        int[] counts = new int[arena.Tables.Count];
        for (int i = 0; i < counts.Length; i++) counts[i] = BinaryPrimitives.ReadInt32LittleEndian(from[(8 + (i * TableBytes))..]);
        return counts;
    }

    /// <summary>History of one table of a state that was checked.</summary>
    public static ulong HistoryOf(ReadOnlySpan<byte> from, int table) => BinaryPrimitives.ReadUInt64LittleEndian(from[(8 + (table * TableBytes) + HistoryAt)..]);

    public static int HeaderBytes(Arena arena) => 8 + (arena.Tables.Count * TableBytes);

    private static void Check(Arena arena, ReadOnlySpan<byte> from)
    {
        int header = HeaderBytes(arena);
        if (from.Length < header || BinaryPrimitives.ReadUInt32LittleEndian(from) != Mark || BinaryPrimitives.ReadInt32LittleEndian(from[4..]) != arena.Columns.Count)
        {
            throw new ArgumentException("These bytes are no state of a world of this version.", nameof(from));
        }

        long size = header;
        for (int i = 0; i < arena.Tables.Count; i++)
        {
            Table table = arena.Tables[i];
            ReadOnlySpan<byte> row = from[(8 + (i * TableBytes))..];
            int count = BinaryPrimitives.ReadInt32LittleEndian(row), free = BinaryPrimitives.ReadInt32LittleEndian(row[4..]), live = BinaryPrimitives.ReadInt32LittleEndian(row[8..]);
            if (count < table.Least || count > table.Limit || free < -1 || free >= count || live < 0 || live > count) throw new ArgumentException($"The state's {table.Name} do not add up.", nameof(from));
            for (int c = 0; c < arena.Columns.Count; c++) size += arena.Columns[c].Owner == table ? (long)count * arena.Columns[c].Stride : 0;
        }

        if (size != from.Length) throw new ArgumentException($"The state should take {size} bytes and has {from.Length}.", nameof(from));
    }
}
