namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>How a figure behaves over time.</summary>
public enum MetricKind
{
    /// <summary>It only grows; its rate is what counts.</summary>
    Counter,

    /// <summary>It is what it is now.</summary>
    Gauge,

    /// <summary>Many values, of which percentiles count.</summary>
    Summary,
}
