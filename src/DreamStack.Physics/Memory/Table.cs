namespace DreamStack.Physics.Memory;

/// <summary>Rows that share a count: the columns of one kind of thing.</summary>
internal class Table(Arena arena, string name)
{
    public string Name { get; } = name;

    /// <summary>Rows in use, freed rows below the highest included.</summary>
    public int Count { get; set; }

    /// <summary>Rows that are always there: no state has fewer.</summary>
    public int Least { get; private set; }

    /// <summary>Head of the list of freed rows; −1 when there is none.</summary>
    public int FreeHead { get; set; } = -1;

    /// <summary>Rows that are not freed, where rows can be.</summary>
    public int Live { get; set; }

    /// <summary>A hash of which rows were taken and freed, in order: all ids, and those to come, follow from that.</summary>
    public ulong History { get; set; }

    public int Capacity { get; set; }

    /// <summary>Most rows the table takes; asking for more is an error of the caller.</summary>
    public int Limit { get; init; } = int.MaxValue;

    protected Arena Arena { get; } = arena;

    public ColumnOf<T> AddColumn<T>(string name, bool isChecked, params string[] fields)
        where T : unmanaged
    {
        ColumnOf<T> column = new($"{Name}.{name}", this, fields) { IsChecked = isChecked };
        Arena.Add(column);
        return column;
    }

    /// <summary>The rows that are there now stay for good.</summary>
    public void SetLeast() => Least = Count;

    public void Reserve(int rows)
    {
        if (rows > Limit) throw new InvalidOperationException($"The world holds at most {Limit} {Name}: remove some, or make it with greater MaxBodies.");
        Arena.Reserve(this, rows);
    }

    /// <summary>One more row at the end; its content is what was there.</summary>
    public int Append()
    {
        if (Count == Capacity) Reserve(Count + 1);
        return Count++;
    }
}
