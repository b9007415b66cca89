using System.Net.WebSockets;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Telemetry;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>Turns an upgraded request into a source or a viewer of a stream, or says no in words.</summary>
internal sealed class SocketEndpoints(RelayContext relay, RelayPeers peers)
{
    private const string TooManyConnections = "Too many connections from your address; close some.";

    /// <summary>A receiver: <c>/stream/{stream}?mode=delta&amp;audio=0&amp;thumbnail=0</c>.</summary>
    public Task ReceiverAsync(HttpContext http, string name) => VisitAsync(http, name, asSource: false, RunViewerAsync);

    /// <summary>A source: <c>/source/{stream}?app=springs&amp;modes=pixel,delta,signal&amp;resume=TOKEN</c>.</summary>
    public Task SourceAsync(HttpContext http, string name) => VisitAsync(http, name, asSource: true, RunSourceAsync);

    private async Task VisitAsync(
        HttpContext http, string name, bool asSource,
        Func<HttpContext, WebSocket, RelayStream, PeerOrigin, Task<Closing?>> run)
    {
        TcpDrain drain = new(http.Features.Get<IConnectionSocketFeature>()?.Socket);
        PeerOrigin origin = new(http.Connection.RemoteIpAddress?.ToString() ?? "unknown", relay.Time.GetUtcNow(), drain);
        // Counted before anything is answered: a refusal in words costs a socket for a moment, too.
        Entrance entrance = peers.Enter(origin.Address);
        try
        {
            if (entrance == Entrance.TurnedAway)
            {
                relay.Counters.CountRefused();
                await Answers.ProblemAsync(http, StatusCodes.Status429TooManyRequests, TooManyConnections);
                return;
            }

            using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                KeepAliveInterval = relay.Options.KeepAlive,
                KeepAliveTimeout = relay.Options.KeepAlive,
            });
            drain.BoundUnsent(relay.Options.MaxUnsentBytes);
            Closing? refusal = Refusal(http, entrance) ?? await VisitAsync(http, socket, name, asSource, origin, run);
            if (refusal is not null) await RefuseAsync(socket, name, origin, refusal);
        }
        finally
        {
            peers.Leave(origin.Address);
        }
    }

    private Closing? Refusal(HttpContext http, Entrance entrance)
    {
        if (!OriginPolicy.Allows(http.Request.Headers.Origin.ToString(), http.Request.Host, relay.Options.AllowedOrigins))
        {
            return new Closing(CloseCode.OriginRefused, "This page may not connect here; allow its origin at the relay.");
        }

        return entrance == Entrance.Full ? new Closing(CloseCode.TooMany, TooManyConnections) : null;
    }

    private async Task<Closing?> VisitAsync(
        HttpContext http, WebSocket socket, string name, bool asSource, PeerOrigin origin,
        Func<HttpContext, WebSocket, RelayStream, PeerOrigin, Task<Closing?>> run)
    {
        if (peers.Streams.Open(name, asSource) is not { } stream)
        {
            return new Closing(CloseCode.TooMany, $"The relay has {relay.Options.MaxStreams} streams already.");
        }

        try
        {
            return await run(http, socket, stream, origin);
        }
        finally
        {
            peers.Streams.Close(stream, asSource);
        }
    }

    private async Task<Closing?> RunViewerAsync(HttpContext http, WebSocket socket, RelayStream stream, PeerOrigin origin)
    {
        IQueryCollection query = http.Request.Query;
        StreamMode mode = StreamModes.TryParse(query["mode"].ToString(), out StreamMode wished) ? wished : StreamMode.Delta;
        ViewerWish wish = new(mode, query["audio"] == "1", query["thumbnail"] == "1");
        using WebSocketViewer viewer = new(socket, relay, stream, wish, origin);
        if (!stream.Join(viewer)) return new Closing(CloseCode.TooMany, $"Stream {stream.Name} has no room for more viewers.");

        relay.Log.ViewerJoined(stream.Name, viewer.Id, origin.Address, mode.ToWord());
        try
        {
            await peers.RunAsync(viewer);
            viewer.ReleaseHeld();
        }
        finally
        {
            stream.Leave(viewer);
            relay.Counters.CountGone(viewer.Outbox.Coalesced, viewer.Outbox.Dropped);
            relay.Log.ViewerLeft(stream.Name, viewer.Id, (int)(viewer.Closing?.Code ?? 0), viewer.Closing?.Reason ?? "");
        }

        return null;
    }

    private async Task<Closing?> RunSourceAsync(HttpContext http, WebSocket socket, RelayStream stream, PeerOrigin origin)
    {
        IQueryCollection query = http.Request.Query;
        string app = query["app"].ToString();
        IReadOnlyList<StreamMode> modes = StreamModes.ParseList(query["modes"].ToString());
        SourceInfo info = new(
            app.Length <= SourceInfo.MaxAppLength ? app : app[..SourceInfo.MaxAppLength],
            modes.Count > 0 ? modes : StreamModes.Pictures);
        string? token = query["resume"].Count > 0 ? query["resume"].ToString() : null;
        using WebSocketSource source = new(socket, relay, stream, info, origin);
        SourceClaim claim = stream.Attach(source, token);
        if (claim == SourceClaim.Refused)
        {
            return new Closing(CloseCode.StreamTaken, stream.WhyTaken());
        }

        relay.Log.SourceBegan(stream.Name, source.Id, origin.Address, info.App, claim == SourceClaim.Resumed);
        try
        {
            await peers.RunAsync(source);
        }
        finally
        {
            stream.Detach(source, forGood: false);
            relay.Log.SourceGone(
                stream.Name, source.Id, (int)(source.Closing?.Code ?? 0), source.Closing?.Reason ?? "");
        }

        return null;
    }

    // The reason goes out twice: as End, which a page can show, and in the close frame, which a program reads.
    private async Task RefuseAsync(WebSocket socket, string name, PeerOrigin origin, Closing refusal)
    {
        relay.Counters.CountRefused();
        relay.Log.Refused(origin.Address, name, refusal.Reason);
        SharedBuffer end = RelayMessages.End(EndReason.Refused, refusal.Reason);
        using CancellationTokenSource cut = new(relay.Options.CloseTimeout, relay.Time);
        try
        {
            await socket.SendAsync(end.Memory, WebSocketMessageType.Binary, endOfMessage: true, cut.Token);
            await socket.CloseAsync((WebSocketCloseStatus)refusal.Code, refusal.ShortReason, cut.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            relay.Log.PeerLost(0, error.Message);
        }
        finally
        {
            end.Release();
        }
    }
}
