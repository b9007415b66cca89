namespace DreamStack.Physics.Memory;

/// <summary>
/// Rows that come and go under ids: an index and a generation that is odd while the row lives, so an id of a row that
/// was freed is never taken for its successor.
/// </summary>
internal sealed unsafe class SlotTable : Table
{
    private readonly ColumnOf<uint> _generations;
    private readonly ColumnOf<int> _nextFree;

    public SlotTable(Arena arena, string name)
        : base(arena, name)
    {
        _generations = AddColumn<uint>("generation", isChecked: true, "generation");
        _nextFree = AddColumn<int>("nextFree", isChecked: false, "nextFree");
        arena.Add(this);
    }

    public int Take()
    {
        int row = FreeHead;
        if (row >= 0)
        {
            FreeHead = _nextFree[row];
        }
        else
        {
            row = Append();
            _generations[row] = 0;
        }

        _generations[row]++;
        _nextFree[row] = -1;
        Live++;
        return row;
    }

    public void Free(int row)
    {
        _generations[row]++;
        _nextFree[row] = FreeHead;
        FreeHead = row;
        Live--;
    }

    public uint GenerationOf(int row) => _generations[row];

    public bool IsLive(int row) => (_generations[row] & 1) != 0;

    public bool IsLive(int row, uint generation) => (uint)row < (uint)Count && generation == _generations[row] && (generation & 1) != 0;
}
