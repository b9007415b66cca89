namespace DreamStack.Client.Receiving;

/// <summary>An amount a second over the last two seconds, in steps of a quarter; not thread-safe.</summary>
internal sealed class RateWindow(TimeProvider time)
{
    private const int Buckets = 8;
    private const double BucketSeconds = 0.25;
    private readonly long[] _amounts = new long[Buckets];
    private readonly long _began = time.GetTimestamp();
    private long _current;

    public void Add(long amount)
    {
        Roll();
        _amounts[_current % Buckets] += amount;
    }

    /// <summary>Counts whole steps only, so that a young step does not look like a drop.</summary>
    public double PerSecond()
    {
        Roll();
        long sum = 0;
        for (int i = 0; i < Buckets; i++)
        {
            if (i != _current % Buckets) sum += _amounts[i];
        }

        long whole = Math.Clamp(_current, 1, Buckets - 1);
        return sum / (whole * BucketSeconds);
    }

    private void Roll()
    {
        long now = (long)(time.GetElapsedTime(_began).TotalSeconds / BucketSeconds);
        long first = Math.Max(_current + 1, now - Buckets + 1);
        for (long bucket = first; bucket <= now; bucket++) _amounts[bucket % Buckets] = 0;
        _current = now;
    }
}
