using System.Buffers;
using System.Text.Json;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Wire;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>What the relay says about itself: <c>/streams</c>, <c>/clients</c>, <c>/metrics</c>, <c>/stats</c>.</summary>
internal sealed class StatusEndpoints(RelayContext relay, RelayPeers peers)
{
    public Task StreamsAsync(HttpContext http)
    {
        Dictionary<string, double> bytesOut = peers.RatesOut();
        return Answers.JsonAsync(http, json =>
        {
            json.WriteStartArray();
            foreach (RelayStream stream in peers.Streams.All())
            {
                StreamReport report = stream.Report();
                // Only thumbnails look at it: listing it would keep them, and so itself, there for ever.
                if (!stream.IsExpected) continue;
                Write(json, report with { BytesOutPerSecond = bytesOut.GetValueOrDefault(report.Name) });
            }

            json.WriteEndArray();
        });
    }

    public Task ClientsAsync(HttpContext http)
    {
        Dictionary<string, double> rates = peers.Streams.All().ToDictionary(stream => stream.Name, stream => stream.Report().BytesInPerSecond);
        return Answers.JsonAsync(http, json =>
        {
            json.WriteStartArray();
            foreach (SocketPeer peer in peers.All()) Write(json, peer, rates);
            json.WriteEndArray();
        });
    }

    public Task MetricsAsync(HttpContext http)
    {
        ArrayBufferWriter<byte> text = new();
        RelayFigures.Take(relay, peers).WritePrometheus(text);
        return Answers.SendAsync(http, text.WrittenMemory, "text/plain; version=0.0.4; charset=utf-8");
    }

    /// <summary>The same figures as <see cref="MetricsAsync"/> as JSON.</summary>
    public Task StatsAsync(HttpContext http)
    {
        ArrayBufferWriter<byte> json = new();
        RelayFigures.Take(relay, peers).WriteJson(json);
        return Answers.SendAsync(http, json.WrittenMemory, "application/json; charset=utf-8");
    }

    private static void Write(Utf8JsonWriter json, StreamReport stream)
    {
        json.WriteStartObject();
        json.WriteString("name", stream.Name);
        json.WriteStartObject("source");
        json.WriteBoolean("present", stream.Source);
        json.WriteString("app", stream.App);
        json.WriteStartArray("modes");
        foreach (StreamMode mode in stream.Modes) json.WriteStringValue(mode.ToWord());
        json.WriteEndArray();
        json.WriteNumber("awayMs", stream.AwayMs);
        json.WriteEndObject();
        json.WriteNumber("width", stream.Width);
        json.WriteNumber("height", stream.Height);
        json.WriteNumber("viewers", stream.Viewers);
        json.WriteNumber("watchers", stream.Watchers);
        if (stream.Driver is { } driver) json.WriteNumber("driver", driver);
        else json.WriteNull("driver");
        json.WriteNumber("fps", Math.Round(stream.PicturesPerSecond, 1));
        json.WriteNumber("bytesInPerSecond", Math.Round(stream.BytesInPerSecond));
        json.WriteNumber("bytesOutPerSecond", Math.Round(stream.BytesOutPerSecond));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SocketPeer peer, Dictionary<string, double> rates)
    {
        PeerReport report = peer.Report();
        ViewerState state = ViewerStates.Of(report, rates.GetValueOrDefault(report.Stream));
        json.WriteStartObject();
        json.WriteNumber("id", report.Id);
        json.WriteString("stream", report.Stream);
        json.WriteString("role", report.Role);
        if (report.Mode is { } mode) json.WriteString("mode", mode.ToWord());
        else json.WriteNull("mode");
        json.WriteBoolean("audio", report.Audio);
        json.WriteString("address", peer.Origin.Address);
        json.WriteString("since", peer.Origin.Since);
        if (peer.Counters.RttUs is >= 0 and long rtt) json.WriteNumber("rttMs", rtt / 1000.0);
        else json.WriteNull("rttMs");
        json.WriteNumber("bytesIn", peer.Counters.BytesIn);
        json.WriteNumber("bytesOut", peer.Counters.BytesOut);
        json.WriteNumber("messagesIn", peer.Counters.MessagesIn);
        json.WriteNumber("messagesOut", peer.Counters.MessagesOut);
        json.WriteNumber("dropped", report.Dropped);
        json.WriteNumber("coalesced", report.Coalesced);
        json.WriteNumber("coalescedBytes", report.CoalescedBytes);
        json.WriteNumber("skipsPerSecond", Math.Round(report.SkipsPerSecond, 1));
        json.WriteNumber("bytesOutPerSecond", Math.Round(peer.Counters.BytesOutPerSecond));
        json.WriteString("slow", ViewerStates.Word(state.Reason));
        json.WriteString("why", state.Words ?? "");
        json.WriteNumber("queuedBytes", report.QueuedBytes);
        json.WriteNumber("inFlightBytes", report.InFlight);
        json.WriteNumber("takesBytesPerSecond", Math.Round(report.TakesPerSecond));
        json.WriteStartObject("ack");
        if (report.Ack is { } ack)
        {
            json.WriteNumber("decoded", ack.Decoded);
            json.WriteNumber("shown", ack.Shown);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
