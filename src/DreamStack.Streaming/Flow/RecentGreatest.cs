namespace DreamStack.Streaming.Flow;

/// <summary>The greatest of the samples of the last moments, exact to half the span; holds two numbers.</summary>
internal sealed class RecentGreatest(TimeSpan span)
{
    private double? _current;
    private double? _previous;
    private TimeSpan _began;

    public void Add(double sample, TimeSpan now)
    {
        Turn(now);
        _current = _current is { } best ? Math.Max(best, sample) : sample;
    }

    /// <summary>Null when there was no sample in the span.</summary>
    public double? Value(TimeSpan now)
    {
        Turn(now);
        if (_current is not { } current) return _previous;
        return _previous is { } previous ? Math.Max(current, previous) : current;
    }

    // A quiet time keeps the last figures: nothing newer says otherwise.
    private void Turn(TimeSpan now)
    {
        if (now - _began < span / 2 || _current is null) return;
        _previous = _current;
        _current = null;
        _began = now;
    }
}
