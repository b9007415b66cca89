using System.Buffers;
using System.Text.Json;

namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>Every figure of a <see cref="MetricSet"/> at one moment; immutable, so any thread may keep, merge and write it.</summary>
/// <remarks>
/// Use: <see cref="MetricSet.Take"/> when somebody asks; <see cref="Merge"/> those of several relays or streams;
/// <see cref="Since"/> for what happened between two, <see cref="PerSecond"/> for its rates.
/// </remarks>
public sealed class MetricsSnapshot
{
    private readonly MetricSample[] _samples;

    internal MetricsSnapshot(TimeSpan at, MetricSample[] samples)
    {
        At = at;
        Span = at;
        _samples = samples;
    }

    /// <summary>When it was taken, from the beginning of the set.</summary>
    public TimeSpan At { get; }

    /// <summary>The time its counts cover: since the set began, or between the two snapshots of a difference.</summary>
    public TimeSpan Span { get; private init; }

    /// <summary>The figures in order of registration.</summary>
    public IReadOnlyList<MetricSample> Samples => _samples;

    /// <summary>The figure of this name and label text; null when there is none.</summary>
    public MetricSample? Find(string name, string labels = "") =>
        Array.Find(_samples, sample => sample.Name == name && sample.Labels == labels);

    /// <summary>A counter's mean rate over <see cref="Span"/>; 0 for what is not there.</summary>
    public double PerSecond(string name, string labels = "") =>
        Span > TimeSpan.Zero && Find(name, labels) is { } sample ? sample.Value / Span.TotalSeconds : 0;

    /// <summary>Both together: counts, gauges and distributions of the same name and labels are added, others kept.</summary>
    public MetricsSnapshot Merge(MetricsSnapshot other)
    {
        List<MetricSample> all = [.. _samples];
        for (int i = 0; i < other._samples.Length; i++)
        {
            MetricSample sample = other._samples[i];
            int at = IndexOf(sample, i);
            if (at >= 0)
            {
                all[at] = all[at].Plus(sample);
                continue;
            }

            // Figures of one name stay together, as the text form wants them.
            int last = all.FindLastIndex(each => each.Name == sample.Name);
            all.Insert(last < 0 ? all.Count : last + 1, sample);
        }

        return new MetricsSnapshot(At > other.At ? At : other.At, [.. all]) { Span = Span > other.Span ? Span : other.Span };
    }

    /// <summary>What happened since an earlier snapshot of the same set; gauges stay as they are.</summary>
    public MetricsSnapshot Since(MetricsSnapshot earlier)
    {
        MetricSample[] samples = [.. _samples];
        for (int i = 0; i < samples.Length; i++)
        {
            int at = earlier.IndexOf(samples[i], i);
            if (at >= 0) samples[i] = samples[i].Minus(earlier._samples[at]);
        }

        return new MetricsSnapshot(At, samples) { Span = At - earlier.At };
    }

    /// <summary>One JSON object: a number for each count and gauge, an object of count, sum, max, p50, p90, p99 for each summary.</summary>
    public void WriteJson(IBufferWriter<byte> output)
    {
        using Utf8JsonWriter json = new(output);
        json.WriteStartObject();
        foreach (MetricSample sample in _samples)
        {
            string key = sample.Labels.Length == 0 ? sample.Name : $"{sample.Name}{{{sample.Labels}}}";
            if (sample.Summary is not { } summary)
            {
                json.WriteNumber(key, double.IsFinite(sample.Value) ? sample.Value : 0);
                continue;
            }

            json.WriteStartObject(key);
            json.WriteNumber("count", summary.Count);
            json.WriteNumber("sum", summary.Sum);
            json.WriteNumber("max", summary.Max);
            json.WriteNumber("p50", summary.Percentile(0.5));
            json.WriteNumber("p90", summary.Percentile(0.9));
            json.WriteNumber("p99", summary.Percentile(0.99));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The text that Prometheus scrapes; every name gets the prefix.</summary>
    public void WritePrometheus(IBufferWriter<byte> output, string prefix = "dreamstack_") =>
        PrometheusText.Write(_samples, prefix, output);

    // Two snapshots of one set have the same figures in the same places.
    private int IndexOf(MetricSample sample, int likely) =>
        likely < _samples.Length && _samples[likely].IsSameFigure(sample)
            ? likely
            : Array.FindIndex(_samples, each => each.IsSameFigure(sample));
}
