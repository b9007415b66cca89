namespace DreamStack.Physics.Queries;

/// <summary>Keeps the least of what it is given, in order, in the caller's span: the way of the search leaves no trace.</summary>
internal ref struct Ordered<T>(Span<T> into)
    where T : IComparable<T>
{
    private readonly Span<T> _into = into;

    /// <summary>Kept.</summary>
    public int Count { get; private set; }

    /// <summary>Given.</summary>
    public int Found { get; private set; }

    public readonly bool IsFull => Count == _into.Length;

    public readonly T Last => _into[Count - 1];

    public void Add(T item)
    {
        Found++;
        int at = Count;
        while (at > 0 && item.CompareTo(_into[at - 1]) < 0) at--;
        if (at == _into.Length) return;
        int moved = Math.Min(Count, _into.Length - 1) - at;
        _into.Slice(at, moved).CopyTo(_into[(at + 1)..]);
        _into[at] = item;
        if (Count < _into.Length) Count++;
    }
}
