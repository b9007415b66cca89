using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using DreamStack.Streaming.Flow.Metrics;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Flow.Metrics;

public sealed class MetricsSnapshotTests
{
    private static readonly Gen<long[]> Values = Gen.Double[0, 40].Select(bits => (long)Math.Pow(2, bits)).Array[1, 300];
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Percentiles_are_within_a_thirtieth_of_the_true_ones() => Gen.Select(Values, Gen.Double[0, 1]).Sample((values, share) =>
    {
        HistogramSnapshot snapshot = Recorded(values);
        long truth = values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1));
        Assert.InRange(snapshot.Percentile(share), truth * 0.968, truth * 1.032);
        Assert.Equal((values.Length, (double)values.Sum(), values.Max()), (snapshot.Count, snapshot.Sum, snapshot.Max));
    });

    [Fact]
    public void Merging_is_as_if_counted_by_one_and_a_difference_undoes_it() => Gen.Select(Values, Values).Sample((one, two) =>
    {
        HistogramSnapshot merged = Recorded(one).Merge(Recorded(two)), together = Recorded([.. one, .. two]);
        foreach (double share in (double[])[0, 0.5, 0.9, 0.99, 1]) Assert.Equal(together.Percentile(share), merged.Percentile(share));
        Assert.Equal((together.Count, together.Sum, together.Max), (merged.Count, merged.Sum, merged.Max));
        Assert.Equal(Recorded(two).Count, merged.Since(Recorded(one)).Count);
    });

    [Fact]
    public void A_snapshot_does_not_change_and_rates_are_those_between_two()
    {
        MetricSet set = new(_time);
        MetricCounter frames = set.Counter("frames_total", "Frames.");
        MetricGauge viewers = set.Gauge("viewers", "Viewers.");
        LogHistogram latency = set.Summary("latency_us", "Latency.");
        frames.Add(10);
        latency.Record(5);
        MetricsSnapshot before = set.Take();
        _time.Advance(TimeSpan.FromSeconds(4));
        frames.Add(20);
        viewers.Value = 3;
        latency.Record(1000);
        MetricsSnapshot after = set.Take();

        Assert.Equal((10, 30), (before.Find("frames_total")!.Value, after.Find("frames_total")!.Value));
        MetricsSnapshot between = after.Since(before);
        Assert.Equal(5, between.PerSecond("frames_total"));
        Assert.Equal(3, between.Find("viewers")!.Value);
        Assert.Equal(1, between.Find("latency_us")!.Summary!.Count);
        Assert.InRange(between.Find("latency_us")!.Summary!.Percentile(0.5), 968, 1032);
        Assert.Equal(0, between.PerSecond("no_such"));
    }

    [Fact]
    public void Merged_snapshots_add_what_is_the_same_and_keep_names_together()
    {
        MetricSet one = new(_time), two = new(_time);
        one.Counter("bytes_total", "Bytes.", new MetricLabel("stream", "a")).Add(1);
        one.Gauge("viewers", "Viewers.").Value = 2;
        two.Gauge("viewers", "Viewers.").Value = 3;
        two.Counter("bytes_total", "Bytes.", new MetricLabel("stream", "b")).Add(4);
        MetricsSnapshot merged = one.Take().Merge(two.Take());
        Assert.Equal(
            [("bytes_total", "stream=\"a\"", 1), ("bytes_total", "stream=\"b\"", 4), ("viewers", "", 5)],
            merged.Samples.Select(sample => (sample.Name, sample.Labels, sample.Value)));
    }

    [Fact]
    public void It_writes_Prometheus_text_and_JSON()
    {
        MetricSet set = new(_time);
        set.Counter("bytes_total", "Bytes\nsent.", new MetricLabel("stream", "a\"b\\")).Add(7);
        set.Watch(MetricKind.Gauge, "load", "Load.", () => 0.5);
        LogHistogram latency = set.Summary("latency_us", "Latency.");
        for (int i = 1; i <= 10; i++) latency.Record(i);
        MetricsSnapshot snapshot = set.Take();

        Assert.Equal(
            """
            # HELP dreamstack_bytes_total Bytes\nsent.
            # TYPE dreamstack_bytes_total counter
            dreamstack_bytes_total{stream="a\"b\\"} 7
            # HELP dreamstack_load Load.
            # TYPE dreamstack_load gauge
            dreamstack_load 0.5
            # HELP dreamstack_latency_us Latency.
            # TYPE dreamstack_latency_us summary
            dreamstack_latency_us{quantile="0.5"} 5
            dreamstack_latency_us{quantile="0.9"} 9
            dreamstack_latency_us{quantile="0.99"} 10
            dreamstack_latency_us_sum 55
            dreamstack_latency_us_count 10

            """,
            Text(output => snapshot.WritePrometheus(output)), ignoreLineEndingDifferences: true);

        using JsonDocument json = JsonDocument.Parse(Text(snapshot.WriteJson));
        Assert.Equal(7, json.RootElement.GetProperty("bytes_total{stream=\"a\\\"b\\\\\"}").GetDouble());
        Assert.Equal(9, json.RootElement.GetProperty("latency_us").GetProperty("p90").GetDouble());
    }

    [Fact]
    public void Names_are_words_and_each_is_there_once()
    {
        MetricSet set = new(_time);
        set.Counter("a", "A.");
        Assert.Throws<ArgumentException>(() => set.Counter("a", "A."));
        Assert.Throws<ArgumentException>(() => set.Counter("b c", "B."));
        Assert.Throws<ArgumentException>(() => set.Gauge("b", "B.", new MetricLabel("1", "x")));
        Assert.Throws<ArgumentException>(() => set.Watch(MetricKind.Summary, "s", "S.", () => 0));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        MetricSet set = new(_time);
        MetricCounter counter = set.Counter("a", "A.");
        LogHistogram histogram = set.Summary("b", "B.");
        Allocations.AreNone(() =>
        {
            counter.Add();
            histogram.Record(counter.Value * 1000);
        });
    }

    private static HistogramSnapshot Recorded(IEnumerable<long> values)
    {
        LogHistogram histogram = new();
        foreach (long value in values) histogram.Record(value);
        return histogram.Take();
    }

    private static string Text(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> output = new();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
