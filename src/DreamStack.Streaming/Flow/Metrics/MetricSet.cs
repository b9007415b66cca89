using System.Text;

namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>The figures that are kept: register each once, count with what it returns, take snapshots. Safe from any thread.</summary>
/// <remarks>Figures of one name are registered one after the other, as their text form wants them together.</remarks>
public sealed class MetricSet(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Func<MetricSample>> _figures = [];
    private readonly HashSet<(string Name, string Labels)> _names = [];
    private readonly long _began = time.GetTimestamp();

    /// <summary>A count to add to.</summary>
    public MetricCounter Counter(string name, string help, params ReadOnlySpan<MetricLabel> labels)
    {
        MetricCounter counter = new();
        Watch(MetricKind.Counter, name, help, () => counter.Value, labels);
        return counter;
    }

    /// <summary>A figure to set.</summary>
    public MetricGauge Gauge(string name, string help, params ReadOnlySpan<MetricLabel> labels)
    {
        MetricGauge gauge = new();
        Watch(MetricKind.Gauge, name, help, () => gauge.Value, labels);
        return gauge;
    }

    /// <summary>A distribution to record values in.</summary>
    public LogHistogram Summary(string name, string help, params ReadOnlySpan<MetricLabel> labels)
    {
        LogHistogram histogram = new();
        string text = Register(name, labels);
        lock (_gate) _figures.Add(() => new MetricSample(name, text, help, MetricKind.Summary, 0, histogram.Take()));
        return histogram;
    }

    /// <summary>A count or gauge that somebody else keeps; it is read when a snapshot is taken.</summary>
    public void Watch(MetricKind kind, string name, string help, Func<double> read, params ReadOnlySpan<MetricLabel> labels)
    {
        if (kind == MetricKind.Summary) throw new ArgumentException("A summary keeps its own values.", nameof(kind));
        string text = Register(name, labels);
        lock (_gate) _figures.Add(() => new MetricSample(name, text, help, kind, read()));
    }

    /// <summary>Every figure as it is now, in the order of registration.</summary>
    public MetricsSnapshot Take()
    {
        lock (_gate)
        {
            MetricSample[] samples = new MetricSample[_figures.Count];
            for (int i = 0; i < samples.Length; i++) samples[i] = _figures[i]();
            return new MetricsSnapshot(time.GetElapsedTime(_began), samples);
        }
    }

    private string Register(string name, ReadOnlySpan<MetricLabel> labels)
    {
        if (!IsWord(name)) throw new ArgumentException($"'{name}' is no metric name.", nameof(name));
        StringBuilder text = new();
        foreach (MetricLabel label in labels)
        {
            if (!IsWord(label.Name)) throw new ArgumentException($"'{label.Name}' is no label name.", nameof(labels));
            if (text.Length > 0) text.Append(',');
            text.Append(label.Name).Append("=\"").Append(PrometheusText.Escaped(label.Value)).Append('"');
        }

        lock (_gate)
        {
            if (!_names.Add((name, text.ToString()))) throw new ArgumentException($"'{name}' is there already.", nameof(name));
        }

        return text.ToString();
    }

    private static bool IsWord(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
