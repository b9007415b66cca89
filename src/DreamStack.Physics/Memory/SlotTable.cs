using DreamStack.Physics.Snapshots;

namespace DreamStack.Physics.Memory;

/// <summary>
/// Rows that come and go under ids: an index and a generation that is odd while the row lives, so an id of a row that
/// was freed is never taken for its successor. Freed rows hang together by the first word of one of their columns.
/// </summary>
internal sealed unsafe class SlotTable : Table
{
    private readonly ColumnOf<uint> _generations;
    private Column? _chain;

    public SlotTable(Arena arena, string name)
        : base(arena, name)
    {
        _generations = AddColumn<uint>("generation", isChecked: false, "generation");
        arena.Add(this);
    }

    /// <summary>How often each row was taken and freed.</summary>
    public Column Generations => _generations;

    /// <summary>A column whose rows begin with an <see cref="int"/> that is free for the chain while the row is not in use.</summary>
    public ColumnOf<T> AddChainColumn<T>(string name, params string[] fields)
        where T : unmanaged
    {
        ColumnOf<T> column = AddColumn<T>(name, isChecked: false, fields);
        _chain = column;
        return column;
    }

    /// <summary>Throws when so many more rows would be more than the table takes.</summary>
    public void ThrowIfFull(int more)
    {
        if (Live + more > Limit) throw new InvalidOperationException($"The world holds at most {Limit} {Name}: remove some, or make it with greater MaxBodies.");
    }

    /// <summary>A row whose content is what was there; whoever takes it fills it whole.</summary>
    public int Take()
    {
        ThrowIfFull(1);
        int row = FreeHead;
        if (row >= 0)
        {
            FreeHead = NextFree(row);
        }
        else
        {
            row = Append();
            _generations[row] = 0;
        }

        Note(row);
        Live++;
        return row;
    }

    /// <summary>Nothing is written to the row's columns after it.</summary>
    public void Free(int row)
    {
        Note(row);
        NextFree(row) = FreeHead;
        FreeHead = row;
        Live--;
    }

    /// <summary>Ids of the live rows in row order; returns how many there are, even if the span is shorter.</summary>
    public int CopyLive<T>(Span<T> into, Func<int, uint, T> idOf)
    {
        int found = 0;
        for (int row = 0; row < Count; row++)
        {
            if (!IsLive(row)) continue;
            if (found < into.Length) into[found] = idOf(row, _generations[row]);
            found++;
        }

        return found;
    }

    public uint GenerationOf(int row) => _generations[row];

    public bool IsLive(int row) => (_generations[row] & 1) != 0;

    public bool IsLive(int row, uint generation) => (uint)row < (uint)Count && generation == _generations[row] && (generation & 1) != 0;

    // Whether it comes or goes, its generation says.
    private void Note(int row) => History = Checksum.Follow(History, ((ulong)(uint)row << 32) | ++_generations[row]);

    private ref int NextFree(int row) => ref *(int*)(_chain!.Base + ((nint)row * _chain.Stride));
}
