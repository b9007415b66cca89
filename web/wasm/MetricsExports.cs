using System.Runtime.InteropServices.JavaScript;
using DreamStack.Streaming.Flow.Metrics;

namespace DreamStack.Streaming.Wasm;

/// <summary>Figures that JavaScript keeps: registered once by name, counted, taken as a snapshot.</summary>
internal static partial class MetricsExports
{
    [JSExport]
    public static int Open() => FlowObjects.Keep(new MetricSet(FlowClock.Shared));

    [JSExport]
    public static int Counter(int set, string name, string help) => FlowObjects.Keep(Of(set).Counter(name, help));

    [JSExport]
    public static int Gauge(int set, string name, string help) => FlowObjects.Keep(Of(set).Gauge(name, help));

    [JSExport]
    public static int Summary(int set, string name, string help) => FlowObjects.Keep(Of(set).Summary(name, help));

    [JSExport]
    public static void Add(int counter, double amount) => FlowObjects.Get<MetricCounter>(counter).Add((long)amount);

    [JSExport]
    public static void Set(int gauge, double value) => FlowObjects.Get<MetricGauge>(gauge).Value = value;

    [JSExport]
    public static void Record(int summary, double value) => FlowObjects.Get<LogHistogram>(summary).Record((long)value);

    /// <summary>Every figure as it is now, as a JSON object.</summary>
    [JSExport]
    public static string Json(int set) => FlowJson.Of(Of(set).Take());

    /// <summary>Every figure as it is now, as Prometheus text.</summary>
    [JSExport]
    public static string Text(int set) => FlowJson.TextOf(Of(set).Take());

    private static MetricSet Of(int set) => FlowObjects.Get<MetricSet>(set);
}
