using DreamStack.Relay.Engine;
using DreamStack.Relay.Framing;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Telemetry;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Wire;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>Turns an upgraded request into a source or a viewer of a stream, or says no in words.</summary>
internal sealed class SocketEndpoints(RelayContext relay, RelayPeers peers, LoopTransport? loops)
{
    private const string TooManyConnections = "Too many connections from your address; close some.";

    /// <summary>A receiver: <c>/stream/{stream}?mode=delta&amp;audio=0&amp;thumbnail=0</c>.</summary>
    public Task ReceiverAsync(HttpContext http, string name)
    {
        IQueryCollection query = http.Request.Query;
        StreamMode mode = StreamModes.TryParse(query["mode"].ToString(), out StreamMode wished) ? wished : StreamMode.Delta;
        ViewerWish wish = new(mode, query["audio"] == "1", query["thumbnail"] == "1");
        return VisitAsync(http, name, asSource: false, (link, stream, origin) => WatchAsync(link, stream, origin, wish));
    }

    /// <summary>A source: <c>/source/{stream}?app=springs&amp;modes=pixel,delta,signal&amp;resume=TOKEN</c>.</summary>
    public Task SourceAsync(HttpContext http, string name)
    {
        IQueryCollection query = http.Request.Query;
        string app = query["app"].ToString();
        IReadOnlyList<StreamMode> modes = StreamModes.ParseList(query["modes"].ToString());
        SourceInfo info = new(
            app.Length <= SourceInfo.MaxAppLength ? app : app[..SourceInfo.MaxAppLength],
            modes.Count > 0 ? modes : StreamModes.Pictures);
        string? token = query["resume"].Count > 0 ? query["resume"].ToString() : null;
        return VisitAsync(http, name, asSource: true, (link, stream, origin) => PublishAsync(link, stream, origin, info, token));
    }

    private async Task VisitAsync(
        HttpContext http, string name, bool asSource, Func<ILink, RelayStream, PeerOrigin, Task<Closing?>> stay)
    {
        if (Handshake.Refuse(http) is { } refusal)
        {
            relay.Counters.CountRefused();
            await Answers.ProblemAsync(http, Handshake.StatusOf(http), refusal);
            return;
        }

        ISocketHandover? handover = HandoverOf(http);
        TcpDrain drain = handover?.Drain ?? new TcpDrain(http.Features.Get<IConnectionSocketFeature>()?.Socket.SafeHandle);
        PeerOrigin origin = new(http.Connection.RemoteIpAddress?.ToString() ?? "unknown", relay.Time.GetUtcNow(), drain);
        // Counted before anything is answered: a refusal in words costs a socket for a moment, too.
        Entrance entrance = peers.Enter(origin.Address);
        Task? visit = null;
        try
        {
            if (entrance == Entrance.TurnedAway)
            {
                relay.Counters.CountRefused();
                await Answers.ProblemAsync(http, StatusCodes.Status429TooManyRequests, TooManyConnections);
                return;
            }

            Closing? closing = Refusal(http, entrance);
            ILink link = await UpgradeAsync(http, handover, name);
            drain.Bound(relay.Options.NearSendBufferBytes, relay.Options.MaxUnsentBytes);
            visit = VisitAsync(link, name, asSource, origin, closing, stay);
            // A detached connection needs no request: what the web server keeps for one is given back now.
            if (!link.IsDetached) await visit;
        }
        finally
        {
            if (visit is null) peers.Leave(origin.Address);
        }
    }

    // TLS is the web server's: its bytes never lie on a socket in clear.
    private ISocketHandover? HandoverOf(HttpContext http) =>
        loops is null || http.Request.IsHttps ? null : http.Features.Get<ISocketHandover>();

    private async Task<ILink> UpgradeAsync(HttpContext http, ISocketHandover? handover, string name)
    {
        Stream upgraded = await Handshake.AcceptAsync(http);
        return handover is null
            ? new StreamLink(upgraded, http.Abort)
            : await handover.HandOverAsync(upgraded, loops!.LoopOf(name));
    }

    private Closing? Refusal(HttpContext http, Entrance entrance)
    {
        if (!OriginPolicy.Allows(http.Request.Headers.Origin.ToString(), http.Request.Host, relay.Options.AllowedOrigins))
        {
            return new Closing(CloseCode.OriginRefused, "This page may not connect here; allow its origin at the relay.");
        }

        return entrance == Entrance.Full ? new Closing(CloseCode.TooMany, TooManyConnections) : null;
    }

    private async Task VisitAsync(
        ILink link, string name, bool asSource, PeerOrigin origin, Closing? refusal,
        Func<ILink, RelayStream, PeerOrigin, Task<Closing?>> stay)
    {
        try
        {
            refusal ??= await StayAsync(link, name, asSource, origin, stay);
            if (refusal is null) return;
            relay.Counters.CountRefused();
            relay.Log.Refused(origin.Address, name, refusal.Reason);
            using RefusedPeer refused = new(link, relay, asSource, origin, refusal);
            await peers.RunAsync(refused);
        }
        catch (Exception error)
        {
            relay.Log.ConnectionFailed(error);
            link.Cut();
        }
        finally
        {
            peers.Leave(origin.Address);
        }
    }

    private async Task<Closing?> StayAsync(
        ILink link, string name, bool asSource, PeerOrigin origin, Func<ILink, RelayStream, PeerOrigin, Task<Closing?>> stay)
    {
        if (peers.Streams.Open(name, asSource) is not { } stream)
        {
            return new Closing(CloseCode.TooMany, $"The relay has {relay.Options.MaxStreams} streams already.");
        }

        try
        {
            return await stay(link, stream, origin);
        }
        finally
        {
            peers.Streams.Close(stream, asSource);
        }
    }

    private async Task<Closing?> WatchAsync(ILink link, RelayStream stream, PeerOrigin origin, ViewerWish wish)
    {
        using WebSocketViewer viewer = new(link, relay, stream, wish, origin);
        if (!stream.Join(viewer)) return new Closing(CloseCode.TooMany, $"Stream {stream.Name} has no room for more viewers.");

        relay.Counters.CountOpened(source: false);
        relay.Log.ViewerJoined(stream.Name, viewer.Id, origin.Address, wish.Mode.ToWord());
        try
        {
            await peers.RunAsync(viewer);
            viewer.ReleaseHeld();
        }
        finally
        {
            stream.Leave(viewer);
            relay.Counters.CountGone(viewer.Outbox);
            relay.Log.ViewerLeft(stream.Name, viewer.Id, (int)(viewer.Closing?.Code ?? 0), viewer.Closing?.Reason ?? "");
        }

        return null;
    }

    private async Task<Closing?> PublishAsync(ILink link, RelayStream stream, PeerOrigin origin, SourceInfo info, string? token)
    {
        using WebSocketSource source = new(link, relay, stream, info, origin);
        SourceClaim claim = stream.Attach(source, token);
        if (claim == SourceClaim.Refused) return new Closing(CloseCode.StreamTaken, stream.WhyTaken());

        relay.Counters.CountOpened(source: true);
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
}
