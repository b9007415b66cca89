using System.Buffers;
using System.Globalization;
using System.Text;

namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>The Prometheus text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    private static readonly (string Label, double Share)[] Quantiles = [("0.5", 0.5), ("0.9", 0.9), ("0.99", 0.99)];

    public static void Write(ReadOnlySpan<MetricSample> samples, string prefix, IBufferWriter<byte> output)
    {
        StringBuilder text = new();
        string before = "";
        foreach (MetricSample sample in samples)
        {
            string name = prefix + sample.Name;
            if (sample.Name != before)
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(EscapedHelp(sample.Help)).Append('\n');
                text.Append("# TYPE ").Append(name).Append(' ').Append(Word(sample.Kind)).Append('\n');
                before = sample.Name;
            }

            if (sample.Summary is { } summary) WriteSummary(text, name, sample.Labels, summary);
            else Line(text, name, sample.Labels, sample.Value);
        }

        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    public static string Escaped(string value) => EscapedHelp(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string EscapedHelp(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Word(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "summary",
    };

    private static void WriteSummary(StringBuilder text, string name, string labels, HistogramSnapshot summary)
    {
        string comma = labels.Length == 0 ? "" : ",";
        foreach ((string label, double share) in Quantiles)
        {
            Line(text, name, $"{labels}{comma}quantile=\"{label}\"", summary.Count == 0 ? double.NaN : summary.Percentile(share));
        }

        Line(text, $"{name}_sum", labels, summary.Sum);
        Line(text, $"{name}_count", labels, summary.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        string number = double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf"
            : value.ToString("R", CultureInfo.InvariantCulture);
        text.Append(' ').Append(number).Append('\n');
    }
}
