namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>A count that only grows; safe from any thread, allocates nothing.</summary>
public sealed class MetricCounter
{
    private long _value;

    internal MetricCounter()
    {
    }

    /// <summary>The count.</summary>
    public long Value => Interlocked.Read(ref _value);

    /// <summary>Counts one more, or several.</summary>
    public void Add(long amount = 1) => Interlocked.Add(ref _value, amount);
}
