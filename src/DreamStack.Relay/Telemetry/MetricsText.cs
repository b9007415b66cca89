using System.Globalization;
using System.Text;
using DreamStack.Relay.Http;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Telemetry;

/// <summary>The relay's figures in the Prometheus text format.</summary>
internal static class MetricsText
{
    public static string Of(RelayContext relay, RelayPeers peers)
    {
        StringBuilder text = new();
        RelayCounters counters = relay.Counters;
        IReadOnlyList<SocketPeer> all = peers.All();
        List<PeerReport> reports = [.. all.Select(peer => peer.Report())];
        List<StreamReport> streams = [.. peers.Streams.All().Select(stream => stream.Report())];

        Gauge(text, "uptime_seconds", "Seconds since the relay started.", relay.Uptime.TotalSeconds);
        Gauge(text, "streams", "Streams that exist now.", streams.Count);
        Gauge(text, "sources", "Sources connected now.", reports.Count(report => report.Role == "source"));
        Head(text, "viewers", "gauge", "Viewers connected now, by stream and mode.");
        foreach (var group in reports.Where(report => report.Mode is not null).GroupBy(report => (report.Stream, report.Mode)))
        {
            Line(text, "viewers", $"{{stream=\"{group.Key.Stream}\",mode=\"{group.Key.Mode!.Value.ToWord()}\"}}", group.Count());
        }

        Head(text, "frames_received_total", "counter", "Messages received from sources, by type.");
        Types(text, "frames_received_total", counters.Frames, type => Enum.GetName((FrameType)type));
        Head(text, "inputs_received_total", "counter", "Messages received from viewers, by type.");
        Types(text, "inputs_received_total", counters.Inputs, type => Enum.GetName((InputType)type));

        Counter(text, "received_bytes_total", "Message bytes received from all peers.", counters.BytesIn);
        Counter(text, "sent_bytes_total", "Message bytes sent to all peers.", counters.BytesOut);
        Counter(text, "sent_messages_total", "Messages sent to all peers.", counters.MessagesOut);
        Counter(text, "coalesced_total", "Pictures and signal changes that a whole one stood in for, over all viewers.",
            counters.CoalescedByGone + reports.Sum(report => report.Coalesced));
        Counter(text, "dropped_total", "Sound and perishable messages dropped because they were late, over all viewers.",
            counters.DroppedByGone + reports.Sum(report => report.Dropped));
        Counter(text, "dropped_inputs_total", "Inputs dropped because a source was too slow.", counters.DroppedInputs);
        Counter(text, "protocol_errors_total", "Peers closed for breaking the protocol.", counters.ProtocolErrors);
        Counter(text, "refused_total", "Connections refused.", counters.Refused);
        Counter(text, "picture_checks_total", "Pictures compared with their source's hash.", counters.Checks);
        Counter(text, "picture_divergences_total", "Compared pictures that were not the source's.", counters.Divergences);
        Counter(text, "resyncs_total", "Whole pictures asked of a source because a delta had no base.", counters.Resyncs);
        Gauge(text, "queued_bytes", "Bytes waiting for all peers.", reports.Sum(report => (long)report.QueuedBytes));
        Gauge(text, "buffers", "Shared buffers somebody owns in this process.", SharedBuffer.Outstanding);
        return text.ToString();
    }

    private static void Types(StringBuilder text, string name, Func<byte, long> count, Func<int, string?> nameOf)
    {
        for (int type = 0; type <= byte.MaxValue; type++)
        {
            long value = count((byte)type);
            if (value == 0) continue;
            Line(text, name, $"{{type=\"{nameOf(type) ?? $"0x{type:X2}"}\"}}", value);
        }
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Head(text, name, "gauge", help);
        Line(text, name, "", value);
    }

    private static void Counter(StringBuilder text, string name, string help, long value)
    {
        Head(text, name, "counter", help);
        Line(text, name, "", value);
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text
        .Append("# HELP dreamstack_").Append(name).Append(' ').Append(help).Append('\n')
        .Append("# TYPE dreamstack_").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"dreamstack_{name}{labels} {value}\n");
}
