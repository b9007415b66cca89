using System.Globalization;

namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>How a measure is called and its figures are written.</summary>
internal static class MetricText
{
    public static string Label(this Metric metric) => metric switch
    {
        Metric.MegabytesPerSecond => "MB/s",
        Metric.MessagesPerSecond => "messages/s",
        Metric.LatencyP50 => "p50, ms",
        Metric.LatencyP99 => "p99, ms",
        Metric.CpuPerGigabyte => "CPU s a GB",
        Metric.CpuPerMessage => "CPU µs a message",
        Metric.MemoryPerViewer => "memory, bytes a viewer",
        Metric.HeapPerViewer => "of it managed heap, bytes",
        Metric.ConnectsPerSecond => "handshakes/s",
        Metric.CpuPerConnect => "CPU µs a handshake",
        Metric.AllocatedPerMessage => "bytes allocated a message",
        Metric.Lost => "lost, %",
        _ => "generator busy, %",
    };

    /// <summary>Ratios of it say something.</summary>
    public static bool Compares(this Metric metric) =>
        metric is not (Metric.Lost or Metric.GeneratorBusy or Metric.AllocatedPerMessage or Metric.HeapPerViewer);

    /// <summary>Three figures that matter, or none after the point where there are more.</summary>
    public static string Write(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}
