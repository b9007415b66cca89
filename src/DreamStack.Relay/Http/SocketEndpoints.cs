using System.Net;
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
        return VisitAsync(http, name, asSource: false, (link, stream, origin) => Watch(link, stream, origin, wish));
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
        return VisitAsync(http, name, asSource: true, (link, stream, origin) => Publish(link, stream, origin, info, token));
    }

    // A port that serves both kinds of addresses calls the old ones by new names.
    private static string AddressOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "unknown";

    private async Task VisitAsync(
        HttpContext http, string name, bool asSource, Func<ILink, RelayStream, PeerOrigin, Closing?> begin)
    {
        if (Handshake.Refuse(http) is { } refusal)
        {
            relay.Counters.CountRefused();
            await Answers.ProblemAsync(http, Handshake.StatusOf(http), refusal);
            return;
        }

        ISocketHandover? handover = HandoverOf(http);
        TcpDrain drain = handover?.Drain ?? new TcpDrain(http.Features.Get<IConnectionSocketFeature>()?.Socket.SafeHandle);
        PeerOrigin origin = new(AddressOf(http.Connection.RemoteIpAddress), relay.Time.GetUtcNow(), drain);
        // Counted before anything is answered: a refusal in words costs a socket for a moment, too.
        Entrance entrance = peers.Enter(origin.Address);
        bool began = false;
        try
        {
            if (entrance == Entrance.TurnedAway)
            {
                relay.Counters.CountRefused();
                await Answers.ProblemAsync(http, StatusCodes.Status429TooManyRequests, TooManyConnections);
                return;
            }

            Closing? closing = Refusal(http, entrance);
            if (await UpgradeAsync(http, handover, name) is not { } link) return;
            drain.Bound(relay.Options.NearSendBufferBytes, relay.Options.MaxUnsentBytes);
            began = true;
            Begin(link, name, asSource, origin, closing, begin);
            // A connection of its own needs no request: what the web server keeps for one is given back now.
            await link.RequestNeeded.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (IOException error) when (!began)
        {
            relay.Log.PeerLost(0, error.Message);
        }
        finally
        {
            if (!began)
            {
                peers.Leave(origin.Address);
                // What the web server does about a connection that has failed is not the loop's.
                await Task.Yield();
            }
        }
    }

    private ISocketHandover? HandoverOf(HttpContext http) => loops is null ? null : http.Features.Get<ISocketHandover>();

    private async Task<ILink?> UpgradeAsync(HttpContext http, ISocketHandover? handover, string name)
    {
        Stream upgraded = await Handshake.AcceptAsync(http);
        UpgradedTls? tls = UpgradedTls.Of(http, upgraded);
        if (handover is null || (tls is null && http.Request.IsHttps)) return new StreamLink(tls ?? upgraded, http.Abort);
        EventLoop loop = loops!.LoopOf(name);
        return await (tls is null ? handover.HandOverAsync(upgraded, loop) : handover.HandOverAsync(tls, loop));
    }

    private Closing? Refusal(HttpContext http, Entrance entrance)
    {
        if (!OriginPolicy.Allows(http.Request.Headers.Origin.ToString(), http.Request.Host, relay.Options.AllowedOrigins))
        {
            return new Closing(CloseCode.OriginRefused, "This page may not connect here; allow its origin at the relay.");
        }

        return entrance == Entrance.Full ? new Closing(CloseCode.TooMany, TooManyConnections) : null;
    }

    private void Begin(
        ILink link, string name, bool asSource, PeerOrigin origin, Closing? refusal, Func<ILink, RelayStream, PeerOrigin, Closing?> begin)
    {
        try
        {
            refusal ??= Begin(link, name, asSource, origin, begin);
            if (refusal is null) return;
            relay.Counters.CountRefused();
            relay.Log.Refused(origin.Address, name, refusal.Reason);
            peers.Run(new RefusedPeer(link, relay, asSource, origin, refusal));
        }
        catch (Exception error)
        {
            relay.Log.ConnectionFailed(error);
            link.Cut();
            peers.Leave(origin.Address);
        }
    }

    private Closing? Begin(
        ILink link, string name, bool asSource, PeerOrigin origin, Func<ILink, RelayStream, PeerOrigin, Closing?> begin)
    {
        if (peers.Streams.Open(name, asSource) is not { } stream)
        {
            return new Closing(CloseCode.TooMany, $"The relay has {relay.Options.MaxStreams} streams already.");
        }

        Closing? refusal = begin(link, stream, origin);
        // Who came in closes its stream when it leaves.
        if (refusal is not null) peers.Streams.Close(stream, asSource);
        return refusal;
    }

    private Closing? Watch(ILink link, RelayStream stream, PeerOrigin origin, ViewerWish wish)
    {
        WebSocketViewer viewer = new(link, relay, stream, wish, origin);
        if (!stream.Join(viewer))
        {
            viewer.Dispose();
            return new Closing(CloseCode.TooMany, $"Stream {stream.Name} has no room for more viewers.");
        }

        relay.Counters.CountOpened(source: false);
        relay.Log.ViewerJoined(stream.Name, viewer.Id, origin.Address, wish.Mode.ToWord());
        peers.Run(viewer);
        return null;
    }

    private Closing? Publish(ILink link, RelayStream stream, PeerOrigin origin, SourceInfo info, string? token)
    {
        WebSocketSource source = new(link, relay, stream, info, origin);
        SourceClaim claim = stream.Attach(source, token);
        if (claim == SourceClaim.Refused)
        {
            source.Dispose();
            return new Closing(CloseCode.StreamTaken, stream.WhyTaken());
        }

        relay.Counters.CountOpened(source: true);
        relay.Log.SourceBegan(stream.Name, source.Id, origin.Address, info.App, claim == SourceClaim.Resumed);
        peers.Run(source);
        return null;
    }
}
