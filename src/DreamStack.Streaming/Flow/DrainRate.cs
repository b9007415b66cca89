namespace DreamStack.Streaming.Flow;

/// <summary>How fast a socket drains; only time in which bytes lay unsent counts, so a quiet stream does not look like a slow viewer.</summary>
internal sealed class DrainRate
{
    private const int Slots = 8;
    private const int SlotMs = 50;
    private const int TrustedMs = 4;

    private readonly TimeProvider _time;
    private readonly long _initial;
    private readonly long _maximum;
    private readonly long _slotTicks;
    private readonly long[] _bytes = new long[Slots];
    private readonly long[] _busy = new long[Slots];
    private long _sumBytes;
    private long _sumBusy;
    private int _slot;
    private long _at;
    private long _drainedAt;

    /// <summary>An estimate that starts at <paramref name="initial"/> bytes a second and never leaves <paramref name="maximum"/>.</summary>
    public DrainRate(TimeProvider time, long initial, long maximum)
    {
        _time = time;
        _initial = initial;
        _maximum = maximum;
        _slotTicks = time.TimestampFrequency * SlotMs / 1000;
        _at = _drainedAt = time.GetTimestamp();
    }

    /// <summary>Bytes written and not yet drained.</summary>
    public long Unsent { get; private set; }

    /// <summary>Bytes a second over the last 400 ms in which something lay unsent.</summary>
    public long BytesPerSecond
    {
        get
        {
            Advance();
            // Too little evidence: the guess stays, unless what drained already beats it.
            double trusted = _time.TimestampFrequency * TrustedMs / 1000.0;
            double missing = Math.Max(0, trusted - _sumBusy);
            double bytes = _sumBytes + (missing / _time.TimestampFrequency * _initial);
            return (long)Math.Clamp(bytes * _time.TimestampFrequency / Math.Max(trusted, _sumBusy), 1, _maximum);
        }
    }

    /// <summary>How long nothing has drained although something lay there; zero when nothing does. A relay closes at 2 s.</summary>
    public TimeSpan StalledFor => Unsent == 0 ? TimeSpan.Zero : _time.GetElapsedTime(_drainedAt);

    /// <summary>Bytes were handed to the socket.</summary>
    public void Wrote(long bytes)
    {
        Advance();
        if (Unsent == 0) _drainedAt = _at;
        Unsent += bytes;
    }

    /// <summary>Bytes left the socket; more than lay there counts as all of it.</summary>
    public void Drained(long bytes)
    {
        Advance();
        bytes = Math.Min(bytes, Unsent);
        if (bytes == 0) return;
        Unsent -= bytes;
        _bytes[_slot] += bytes;
        _sumBytes += bytes;
        _drainedAt = _at;
    }

    private void Advance()
    {
        long now = _time.GetTimestamp();
        long passed = now - _at;
        _at = now;
        if (Unsent == 0) return;
        // A pause longer than the whole window leaves nothing of what was before.
        passed = Math.Min(passed, _slotTicks * Slots);
        while (passed > 0)
        {
            long part = Math.Min(passed, _slotTicks - _busy[_slot]);
            _busy[_slot] += part;
            _sumBusy += part;
            passed -= part;
            if (_busy[_slot] < _slotTicks) continue;
            _slot = (_slot + 1) % Slots;
            _sumBytes -= _bytes[_slot];
            _sumBusy -= _busy[_slot];
            _bytes[_slot] = _busy[_slot] = 0;
        }
    }
}
