using DreamStack.Streaming.Flow.Metrics;

namespace DreamStack.Client.Receiving;

/// <summary>A receiver's figures under their names; counts are read from the meter when a snapshot is taken.</summary>
internal sealed class ReceiverMetrics
{
    private readonly MetricSet _set;

    public ReceiverMetrics(ReceiverMeter meter, TimeProvider time)
    {
        _set = new MetricSet(time);
        Count("pictures_total", "Pictures and signal changes received.", () => meter.Snapshot().Pictures);
        Count("bytes_total", "Message bytes received.", () => meter.Snapshot().Bytes);
        Count("checked_total", "Pictures compared with the source's hash.", () => meter.Snapshot().Checked);
        Count("diverged_total", "Compared pictures that were not the source's.", () => meter.Snapshot().Diverged);
        Count("resyncs_total", "Keyframes asked for because the picture was lost.", () => meter.Snapshot().Resyncs);
        Count("skipped_total", "Messages that this receiver does not know.", () => meter.Snapshot().Skipped);
        Count("reconnects_total", "Connections after the first.", () => meter.Snapshot().Reconnects);
        Latency = _set.Summary("dreamstack_receiver_latency_us", "From an input's sending to the message that shows it.");
        RoundTrip = _set.Summary("dreamstack_receiver_round_trip_us", "Round trips to the relay.");
    }

    public LogHistogram Latency { get; }

    public LogHistogram RoundTrip { get; }

    public MetricsSnapshot Take() => _set.Take();

    private void Count(string name, string help, Func<double> read) =>
        _set.Watch(MetricKind.Counter, "dreamstack_receiver_" + name, help, read);
}
