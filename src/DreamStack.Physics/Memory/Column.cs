namespace DreamStack.Physics.Memory;

/// <summary>One attribute of a table's rows, side by side in the arena.</summary>
internal abstract unsafe class Column(string name, Table owner, int stride, string[] fields)
{
    public string Name { get; } = name;

    public Table Owner { get; } = owner;

    /// <summary>Bytes of a row.</summary>
    public int Stride { get; } = stride;

    /// <summary>Names of the row's four-byte words, for a report of what differs.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;

    /// <summary>Whether the column is part of the checksum of every step.</summary>
    public bool IsChecked { get; init; }

    public byte* Base { get; set; }

    public int LaidRows { get; set; }

    /// <summary>Bytes of the rows in use.</summary>
    public int UsedBytes => Owner.Count * Stride;

    public string FieldAt(int offset) => offset / 4 < Fields.Count ? Fields[offset / 4] : $"byte {offset}";
}
