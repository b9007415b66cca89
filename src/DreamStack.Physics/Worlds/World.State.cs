using System.Buffers.Binary;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Snapshots;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Bytes that a snapshot takes now.</summary>
    public int StateSize => StateCopy.SizeOf(Arena);

    /// <summary>
    /// A hash of what decides the future and differs soon when anything does: poses, velocities, sleep, impulses, ids,
    /// visits, seed and the order of events.
    /// </summary>
    public ulong StepChecksum()
    {
        Checksum sum = Checksum.Begin();
        for (int i = 0; i < Arena.Columns.Count; i++)
        {
            Column column = Arena.Columns[i];
            if (column.IsChecked) sum.Add(column.Base, column.UsedBytes);
        }

        AddHistories(ref sum);
        return sum.Finish();
    }

    /// <summary>A hash of the whole state, every byte of a snapshot.</summary>
    public ulong FullChecksum()
    {
        Checksum sum = Checksum.Begin();
        for (int i = 0; i < Arena.Columns.Count; i++) sum.Add(Arena.Columns[i].Base, Arena.Columns[i].UsedBytes);
        AddHistories(ref sum);
        return sum.Finish();
    }

    /// <summary>Copies the state.</summary>
    public void Save(Snapshot into)
    {
        ArgumentNullException.ThrowIfNull(into);
        ThrowIfStepping();
        ThrowIfTorn();
        StateCopy.Write(Arena, into.Reserve(StateSize));
        into.Step = StepCount;
    }

    /// <summary>Copies the state.</summary>
    public Snapshot Save()
    {
        Snapshot snapshot = new();
        Save(snapshot);
        return snapshot;
    }

    /// <summary>
    /// Takes a state on; ids of what was there then are good again. The state must come from a world of the same settings:
    /// its form is checked, what it means is not, so take none from a source that is not trusted.
    /// </summary>
    public void Restore(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ThrowIfStepping();
        StateCopy.Read(Arena, snapshot.Bytes);
        Log.Forget();
        Nodes.Forget();
        IsTorn = false;
    }

    /// <summary>The first difference between this world and a state; null when there is none.</summary>
    public Divergence? FindDivergence(Snapshot other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ReadOnlySpan<byte> theirs = other.Bytes;
        int[] counts = StateCopy.CountsOf(Arena, theirs);
        theirs = theirs[StateCopy.HeaderBytes(Arena)..];
        // Poses and velocities before what follows from them.
        Divergence? first = null;
        for (int i = 0; i < Arena.Columns.Count; i++)
        {
            Column column = Arena.Columns[i];
            int count = counts[TableAt(column.Owner)];
            Divergence? found = Compare(column, theirs[..(count * column.Stride)], count);
            theirs = theirs[(count * column.Stride)..];
            bool tells = column.Owner == Bodies.Slots && (column.IsChecked || column == Bodies.Slots.Generations);
            if (found is not null && (first is null || (tells && first.Value.Column.StartsWith("world", StringComparison.Ordinal)))) first = found;
        }

        return first ?? CompareHistories(other.Bytes);
    }

    // Rows may be the same and have come in another order: then the ids to come differ.
    private Divergence? CompareHistories(ReadOnlySpan<byte> theirs)
    {
        for (int i = 0; i < Arena.Tables.Count; i++)
        {
            Table table = Arena.Tables[i];
            ulong history = StateCopy.HistoryOf(theirs, i);
            if (history != table.History) return new Divergence(StepCount, table.Name, -1, "history", (uint)table.History, (uint)history);
        }

        return null;
    }

    private void AddHistories(ref Checksum sum)
    {
        for (int i = 0; i < Arena.Tables.Count; i++) sum.Add(Arena.Tables[i].History);
    }

    private Divergence? Compare(Column column, ReadOnlySpan<byte> theirs, int count)
    {
        ReadOnlySpan<byte> ours = new(column.Base, column.UsedBytes);
        int same = ours.CommonPrefixLength(theirs) & ~3;
        if (same < ours.Length && same < theirs.Length)
        {
            int row = same / column.Stride;
            uint first = BinaryPrimitives.ReadUInt32LittleEndian(ours[same..]), second = BinaryPrimitives.ReadUInt32LittleEndian(theirs[same..]);
            return new Divergence(StepCount, column.Name, row, column.FieldAt(same - (row * column.Stride)), first, second);
        }

        return count == column.Owner.Count ? null : new Divergence(StepCount, column.Name, -1, "count", (uint)column.Owner.Count, (uint)count);
    }

    private int TableAt(Table table)
    {
        for (int i = 0; i < Arena.Tables.Count; i++)
        {
            if (Arena.Tables[i] == table) return i;
        }

        throw new InvalidOperationException($"{table.Name} is of another arena.");
    }
}
