namespace DreamStack.Streaming.Flow;

/// <summary>A token bucket: how many bytes may go now, and how long until more may. Not thread-safe; allocates nothing.</summary>
/// <remarks>
/// In any stretch of time t at most rate × t + max(burst, the largest single message) bytes are let through. Use: ask
/// <see cref="TryTake"/> before a write; when it refuses, come back after <see cref="DelayFor"/>. What must go whatever the
/// rate (control) is counted by <see cref="Take"/>, and what follows waits for it.
/// </remarks>
public sealed class BandwidthThrottle
{
    /// <summary>A rate that lets everything through at once.</summary>
    public const long Unlimited = long.MaxValue;

    // Sums of fractions come out a hair short of the whole byte they stand for.
    private const double Slack = 1e-6;

    private readonly TimeProvider _time;
    private long _bytesPerSecond;
    private long _burst;
    private double _tokens;
    private long _filledAt;

    /// <summary>A bucket that starts full; rate 0 lets nothing through.</summary>
    public BandwidthThrottle(TimeProvider time, long bytesPerSecond, long burst)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesPerSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        _time = time;
        _bytesPerSecond = bytesPerSecond;
        _burst = burst;
        _tokens = burst;
        _filledAt = time.GetTimestamp();
    }

    /// <summary>The rate; a change counts from now, what was saved before keeps.</summary>
    public long BytesPerSecond
    {
        get => _bytesPerSecond;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Fill();
            _bytesPerSecond = value;
        }
    }

    /// <summary>The most that may go at once after a rest.</summary>
    public long Burst
    {
        get => _burst;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Fill();
            _burst = value;
            _tokens = Math.Min(_tokens, value);
        }
    }

    /// <summary>Bytes that may go now; negative while a larger message is being paid off.</summary>
    public long Available
    {
        get
        {
            Fill();
            return _bytesPerSecond == Unlimited ? Unlimited : (long)Math.Floor(_tokens + Slack);
        }
    }

    /// <summary>
    /// How long until a message of this many bytes may go: zero for now, <see cref="Timeout.InfiniteTimeSpan"/> at rate 0.
    /// One larger than the burst may go when the bucket is full.
    /// </summary>
    public TimeSpan DelayFor(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Fill();
        if (_bytesPerSecond == Unlimited) return TimeSpan.Zero;
        double missing = Math.Min(bytes, _burst) - _tokens;
        if (missing <= Slack) return TimeSpan.Zero;
        if (_bytesPerSecond == 0) return Timeout.InfiniteTimeSpan;
        double ticks = Math.Ceiling(missing * TimeSpan.TicksPerSecond / _bytesPerSecond);
        return ticks >= long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>Lets a message through if it may go now.</summary>
    public bool TryTake(long bytes)
    {
        if (DelayFor(bytes) != TimeSpan.Zero) return false;
        Take(bytes);
        return true;
    }

    /// <summary>Counts a message that goes in any case.</summary>
    public void Take(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Fill();
        if (_bytesPerSecond != Unlimited) _tokens -= bytes;
    }

    private void Fill()
    {
        long now = _time.GetTimestamp();
        double seconds = (double)(now - _filledAt) / _time.TimestampFrequency;
        _filledAt = now;
        _tokens = Math.Min(_burst, _tokens + (seconds * _bytesPerSecond));
    }
}
