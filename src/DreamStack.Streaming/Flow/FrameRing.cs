namespace DreamStack.Streaming.Flow;

/// <summary>The messages of one class, first in first out; memory is taken when the first one waits, and kept.</summary>
internal struct FrameRing<T>
{
    private Entry[]? _entries;
    private int _first;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public readonly long OldestAt => _entries![_first].At;

    public void Add(T item, int bytes, long at)
    {
        _entries ??= new Entry[4];
        if (Count == _entries.Length) Grow();
        _entries[(_first + Count++) % _entries.Length] = new Entry(item, bytes, at);
        Bytes += bytes;
    }

    public T Take()
    {
        Entry entry = _entries![_first];
        _entries[_first] = default;
        _first = (_first + 1) % _entries.Length;
        Count--;
        Bytes -= entry.Bytes;
        return entry.Item;
    }

    private void Grow()
    {
        Entry[] larger = new Entry[_entries!.Length * 2];
        for (int i = 0; i < Count; i++) larger[i] = _entries[(_first + i) % _entries.Length];
        _entries = larger;
        _first = 0;
    }

    private readonly record struct Entry(T Item, int Bytes, long At);
}
