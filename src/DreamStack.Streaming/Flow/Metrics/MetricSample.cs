namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>One figure of a <see cref="MetricsSnapshot"/>.</summary>
/// <param name="Name">Its name without the prefix that an output adds.</param>
/// <param name="Labels">Its labels as Prometheus writes them, without braces; empty for none.</param>
/// <param name="Help">A sentence for a person.</param>
/// <param name="Kind">How it behaves over time.</param>
/// <param name="Value">The count or the gauge; 0 for a summary.</param>
/// <param name="Summary">The values' distribution, for a summary.</param>
public sealed record MetricSample(
    string Name, string Labels, string Help, MetricKind Kind, double Value, HistogramSnapshot? Summary = null)
{
    internal bool IsSameFigure(MetricSample other) => Name == other.Name && Labels == other.Labels && Kind == other.Kind;

    internal MetricSample Plus(MetricSample other) =>
        this with { Value = Value + other.Value, Summary = Summary?.Merge(other.Summary!) };

    internal MetricSample Minus(MetricSample earlier) => Kind == MetricKind.Gauge
        ? this
        : this with { Value = Value - earlier.Value, Summary = Summary?.Since(earlier.Summary!) };
}
