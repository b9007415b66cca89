namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>A figure that is what it was set to last; safe from any thread, allocates nothing.</summary>
public sealed class MetricGauge
{
    private double _value;

    internal MetricGauge()
    {
    }

    /// <summary>The figure.</summary>
    public double Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }
}
