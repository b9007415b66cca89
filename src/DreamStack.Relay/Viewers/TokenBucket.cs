namespace DreamStack.Relay.Viewers;

/// <summary>Allows a rate with bursts of one second's worth.</summary>
internal sealed class TokenBucket(TimeProvider time, int perSecond)
{
    private double _tokens = perSecond;
    private long _filledAt = time.GetTimestamp();

    /// <summary>False when more came than the rate allows.</summary>
    public bool TryTake()
    {
        long now = time.GetTimestamp();
        _tokens = Math.Min(perSecond, _tokens + time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond);
        _filledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
