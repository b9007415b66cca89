namespace DreamStack.Streaming.Flow;

/// <summary>What was sent and is not acknowledged yet, oldest first; grows while warm, forgets the oldest when full.</summary>
internal sealed class SentLog
{
    private const int MaxEntries = 1024;
    private Entry[] _entries = new Entry[32];
    private int _first;
    private int _count;

    /// <summary>Bytes sent and not acknowledged.</summary>
    public long Bytes { get; private set; }

    public bool IsEmpty => _count == 0;

    /// <summary>When the oldest unacknowledged message was sent; undefined when empty.</summary>
    public long OldestUs => _entries[_first].SentUs;

    public void Add(ushort seq, int bytes, long sentUs)
    {
        if (_count == MaxEntries) RemoveOldest();
        if (_count == _entries.Length) Grow();
        _entries[(_first + _count) % _entries.Length] = new Entry(seq, bytes, sentUs);
        _count++;
        Bytes += bytes;
    }

    /// <summary>Takes out everything up to a seq; false when that is nothing new.</summary>
    public bool TryAck(ushort seq, out long newestSentUs, out int newestBytes)
    {
        newestSentUs = 0;
        newestBytes = 0;
        bool any = false;
        while (_count > 0 && (short)(seq - _entries[_first].Seq) >= 0)
        {
            any = true;
            newestSentUs = _entries[_first].SentUs;
            newestBytes = _entries[_first].Bytes;
            RemoveOldest();
        }

        return any;
    }

    private void RemoveOldest()
    {
        Bytes -= _entries[_first].Bytes;
        _first = (_first + 1) % _entries.Length;
        _count--;
    }

    private void Grow()
    {
        Entry[] larger = new Entry[_entries.Length * 2];
        for (int i = 0; i < _count; i++) larger[i] = _entries[(_first + i) % _entries.Length];
        _entries = larger;
        _first = 0;
    }

    private readonly record struct Entry(ushort Seq, int Bytes, long SentUs);
}
