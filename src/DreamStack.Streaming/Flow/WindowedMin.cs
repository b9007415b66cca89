namespace DreamStack.Streaming.Flow;

/// <summary>The smallest value of the last one to two windows: two numbers instead of a list.</summary>
internal struct WindowedMin(long windowUs)
{
    private long _current = long.MaxValue;
    private long _previous = long.MaxValue;
    private long _turnsAt = long.MinValue;

    /// <summary>The smallest value kept; <see cref="long.MaxValue"/> when there is none.</summary>
    public readonly long Value => Math.Min(_current, _previous);

    public readonly bool HasValue => Value != long.MaxValue;

    public void Add(long value, long nowUs)
    {
        if (nowUs >= _turnsAt)
        {
            _previous = _current;
            _current = long.MaxValue;
            _turnsAt = nowUs + windowUs;
        }

        _current = Math.Min(_current, value);
    }

    /// <summary>Forgets everything but this value.</summary>
    public void Reset(long value, long nowUs)
    {
        _current = value;
        _previous = long.MaxValue;
        _turnsAt = nowUs + windowUs;
    }
}
