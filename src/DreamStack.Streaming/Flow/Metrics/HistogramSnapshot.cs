namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>An immutable copy of a <see cref="LogHistogram"/>.</summary>
public sealed class HistogramSnapshot
{
    private readonly long[] _counts;

    internal HistogramSnapshot(long[] counts, double sum, long max)
    {
        _counts = counts;
        Sum = sum;
        Max = max;
        foreach (long count in counts) Count += count;
    }

    /// <summary>Values counted.</summary>
    public long Count { get; }

    /// <summary>Their sum.</summary>
    public double Sum { get; }

    /// <summary>The largest; of a difference, the largest of the whole time.</summary>
    public long Max { get; }

    /// <summary>The value that this share (0–1) of all stay at or below, within 3.2 %; 0 when there are none.</summary>
    public double Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank) return Math.Min(LogHistogram.MiddleOf(i), Max);
        }

        return 0;
    }

    /// <summary>Both together, as if counted by one.</summary>
    public HistogramSnapshot Merge(HistogramSnapshot other) =>
        new(Combine(other, 1), Sum + other.Sum, Math.Max(Max, other.Max));

    /// <summary>What was counted after an earlier snapshot of the same histogram.</summary>
    public HistogramSnapshot Since(HistogramSnapshot earlier) => new(Combine(earlier, -1), Sum - earlier.Sum, Max);

    private long[] Combine(HistogramSnapshot other, int sign)
    {
        long[] counts = new long[Math.Max(_counts.Length, other._counts.Length)];
        _counts.CopyTo(counts, 0);
        for (int i = 0; i < other._counts.Length; i++) counts[i] += sign * other._counts[i];
        return counts;
    }
}
