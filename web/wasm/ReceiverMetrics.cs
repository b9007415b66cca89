using DreamStack.Streaming.Flow.Metrics;

namespace DreamStack.Streaming.Wasm;

/// <summary>A receiver's figures since it began.</summary>
internal sealed class ReceiverMetrics
{
    private readonly MetricSet _set = new(TimeProvider.System);

    public ReceiverMetrics()
    {
        Bytes = _set.Counter("receiver_bytes_total", "Bytes received.");
        Messages = _set.Counter("receiver_messages_total", "Messages received.");
        Pictures = _set.Counter("receiver_pictures_total", "Pictures decoded.");
        Lost = _set.Counter("receiver_lost_pictures_total", "Pictures that could not be applied.");
        Signals = _set.Counter("receiver_signals_total", "Signal messages received.");
        Unknown = _set.Counter("receiver_unknown_total", "Messages skipped because nobody here knows them.");
        Checked = _set.Counter("receiver_checked_pictures_total", "Pictures compared with the source's hash.");
        Diverged = _set.Counter("receiver_diverged_pictures_total", "Of those, the ones that were another picture.");
        Worlds = _set.Counter("receiver_worlds_total", "Whole worlds taken on in lockstep.");
        Steps = _set.Counter("receiver_world_steps_total", "Checksums of steps compared with the source's.");
        Parted = _set.Counter("receiver_parted_steps_total", "Of those, the ones that were another world's.");
        RolledBack = _set.Counter("receiver_late_inputs_total", "Inputs for which steps were run again.");
        RoundTripUs = _set.Gauge("receiver_round_trip_us", "The newest round trip to the relay.");
        LatencyUs = _set.Summary("receiver_input_latency_us", "From an input to the picture that shows its effect.");
    }

    public MetricCounter Bytes { get; }

    public MetricCounter Messages { get; }

    public MetricCounter Pictures { get; }

    public MetricCounter Lost { get; }

    public MetricCounter Signals { get; }

    public MetricCounter Unknown { get; }

    public MetricCounter Checked { get; }

    public MetricCounter Diverged { get; }

    public MetricCounter Worlds { get; }

    public MetricCounter Steps { get; }

    public MetricCounter Parted { get; }

    public MetricCounter RolledBack { get; }

    public MetricGauge RoundTripUs { get; }

    public LogHistogram LatencyUs { get; }

    public MetricsSnapshot Take() => _set.Take();
}
