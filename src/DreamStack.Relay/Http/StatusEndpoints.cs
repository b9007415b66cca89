using System.Text.Json;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Wire;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>What the relay says about itself: <c>/streams</c>, <c>/clients</c>, <c>/metrics</c>.</summary>
internal sealed class StatusEndpoints(RelayContext relay, RelayPeers peers)
{
    public Task StreamsAsync(HttpContext http)
    {
        Dictionary<string, double> bytesOut = RatesOut();
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

    public Task ClientsAsync(HttpContext http) => Answers.JsonAsync(http, json =>
    {
        json.WriteStartArray();
        foreach (SocketPeer peer in peers.All()) Write(json, peer);
        json.WriteEndArray();
    });

    public Task MetricsAsync(HttpContext http) =>
        Answers.TextAsync(http, MetricsText.Of(relay, peers), "text/plain; version=0.0.4; charset=utf-8");

    private Dictionary<string, double> RatesOut()
    {
        Dictionary<string, double> rates = new(StringComparer.Ordinal);
        foreach (SocketPeer peer in peers.All())
        {
            PeerReport report = peer.Report();
            if (report.Role == "source") continue;
            rates[report.Stream] = rates.GetValueOrDefault(report.Stream) + peer.Counters.BytesOutPerSecond;
        }

        return rates;
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

    private static void Write(Utf8JsonWriter json, SocketPeer peer)
    {
        PeerReport report = peer.Report();
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
