using DreamStack.Relay.Http;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow.Metrics;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Telemetry;

/// <summary>Every figure of a relay at one moment: what is counted all the time, and what is read off when somebody asks.</summary>
internal static class RelayFigures
{
    public static MetricsSnapshot Take(RelayContext relay, RelayPeers peers)
    {
        MetricSet now = new(relay.Time);
        List<PeerReport> reports = [.. peers.All().Select(peer => peer.Report())];
        WatchTotals(now, relay, peers, reports);
        WatchStreams(now, peers, reports);
        RelayCounters counters = relay.Counters;
        WatchTypes(now, "frames_received", "from sources", counters.FramesIn, FrameName);
        WatchTypes(now, "compressed_frames_received", "from sources in Compressed frames, by what is inside", counters.WrappedIn, FrameName);
        WatchTypes(now, "frames_sent", "to viewers", counters.FramesOut, FrameName);
        WatchTypes(now, "compressed_frames_sent", "to viewers in Compressed frames, by what is inside", counters.WrappedOut, FrameName);
        WatchTypes(now, "inputs_received", "from viewers", counters.InputsIn, InputName);
        WatchTypes(now, "inputs_sent", "to sources", counters.InputsOut, InputName);
        return now.Take().Merge(counters.Kept.Take());
    }

    private static void WatchTotals(MetricSet now, RelayContext relay, RelayPeers peers, List<PeerReport> reports)
    {
        RelayCounters counters = relay.Counters;
        Gauge(now, "uptime_seconds", "Seconds since the relay started.", relay.Uptime.TotalSeconds);
        Gauge(now, "streams", "Streams that exist now.", peers.Streams.All().Count);
        Gauge(now, "sources", "Sources connected now.", reports.Count(report => report.Role == "source"));
        Gauge(now, "queued_bytes", "Bytes waiting for all peers.", reports.Sum(report => (long)report.QueuedBytes));
        Gauge(now, "memory_bytes", "Memory of this process that is resident.", Environment.WorkingSet);
        GCMemoryInfo collected = GC.GetGCMemoryInfo(GCKind.Any);
        Gauge(now, "heap_bytes", "Managed memory that the last garbage collection left in use.", collected.HeapSizeBytes - collected.FragmentedBytes);
        Gauge(now, "buffers", "Shared buffers somebody owns in this process.", SharedBuffer.Outstanding);
        Counter(now, "received_bytes_total", "Message bytes received from all peers.", counters.FramesIn.TotalBytes + counters.InputsIn.TotalBytes);
        Counter(now, "sent_bytes_total", "Message bytes sent to all peers.", counters.FramesOut.TotalBytes + counters.InputsOut.TotalBytes);
        Counter(now, "sent_messages_total", "Messages sent to all peers.", counters.FramesOut.TotalMessages + counters.InputsOut.TotalMessages);
        Counter(now, "keyframe_requests_total", "Whole pictures that viewers asked for.", counters.InputsIn.Messages((byte)InputType.KeyframeRequest));
        Counter(now, "coalesced_total", "Pictures and signal changes that a newer one stood in for, over all viewers.",
            counters.CoalescedByGone + reports.Sum(report => report.Coalesced));
        Counter(now, "coalesced_bytes_total", "Bytes of those, which viewers did not need.",
            counters.CoalescedBytesByGone + reports.Sum(report => report.CoalescedBytes));
        Counter(now, "dropped_total", "Sound and perishable messages dropped because they were late, over all viewers.",
            counters.DroppedByGone + reports.Sum(report => report.Dropped));
    }

    private static void WatchStreams(MetricSet now, RelayPeers peers, List<PeerReport> reports)
    {
        foreach (var group in reports.Where(report => report.Mode is not null).GroupBy(report => (report.Stream, report.Mode)))
        {
            Gauge(now, "viewers", "Viewers connected now, by stream and mode.", group.Count(),
                new MetricLabel("stream", group.Key.Stream), new MetricLabel("mode", group.Key.Mode!.Value.ToWord()));
        }

        List<StreamReport> streams = [.. peers.Streams.All().Where(stream => stream.IsExpected).Select(stream => stream.Report())];
        ILookup<string, ViewerState> states = ViewerStates.Of(streams, reports).ToLookup(pair => pair.Report.Stream, pair => pair.State);
        foreach (StreamReport stream in streams)
        {
            foreach (SlowReason reason in Enum.GetValues<SlowReason>())
            {
                if (reason == SlowReason.None) continue;
                Gauge(now, "slow_viewers", "Viewers that get fewer pictures than there are, by stream and reason.",
                    states[stream.Name].Count(state => state.Reason == reason),
                    new MetricLabel("stream", stream.Name), new MetricLabel("reason", ViewerStates.Word(reason)));
            }
        }

        Each("stream_pictures_per_second", "Pictures a source sends a second.", stream => stream.PicturesPerSecond);
        Each("stream_received_bytes_per_second", "Bytes a source sends a second.", stream => stream.BytesInPerSecond);
        Dictionary<string, double> sent = peers.RatesOut();
        Each("stream_sent_bytes_per_second", "Bytes sent to a stream's viewers a second.", stream => sent.GetValueOrDefault(stream.Name));

        void Each(string name, string help, Func<StreamReport, double> value)
        {
            foreach (StreamReport stream in streams) Gauge(now, name, help, value(stream), new MetricLabel("stream", stream.Name));
        }
    }

    private static void WatchTypes(MetricSet now, string name, string where, TypeTally tally, Func<byte, string?> nameOf)
    {
        Each($"{name}_total", $"Messages {where}, by type.", tally.Messages);
        Each($"{name}_bytes_total", $"Bytes of messages {where}, by type.", tally.Bytes);

        void Each(string metric, string help, Func<byte, long> value)
        {
            for (int type = 0; type <= byte.MaxValue; type++)
            {
                if (tally.Messages((byte)type) == 0) continue;
                Counter(now, metric, help, value((byte)type), new MetricLabel("type", nameOf((byte)type) ?? $"0x{type:X2}"));
            }
        }
    }

    private static string? FrameName(byte type) => Enum.GetName((FrameType)type);

    private static string? InputName(byte type) => Enum.GetName((InputType)type);

    private static void Gauge(MetricSet now, string name, string help, double value, params ReadOnlySpan<MetricLabel> labels) =>
        now.Watch(MetricKind.Gauge, name, help, () => value, labels);

    private static void Counter(MetricSet now, string name, string help, double value, params ReadOnlySpan<MetricLabel> labels) =>
        now.Watch(MetricKind.Counter, name, help, () => value, labels);
}
