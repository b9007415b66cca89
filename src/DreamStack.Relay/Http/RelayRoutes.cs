using System.Net;
using DreamStack.Relay.Engine;
using DreamStack.Relay.Framing;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Wire;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>Which address answers what.</summary>
internal sealed class RelayRoutes(RelayContext relay, RelayPeers peers, LoopTransport? loops)
{
    private readonly SocketEndpoints _sockets = new(relay, peers, loops);
    private readonly StatusEndpoints _status = new(relay, peers);
    private readonly SnapshotEndpoint _snapshots = new(peers);
    private readonly StaticSite? _site = relay.Options.WebRoot is { } root ? new StaticSite(root) : null;

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            SecurityHeaders.Apply(http.Response.Headers);
            await RouteAsync(http, http.Request.Path.Value ?? "/");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            relay.Log.RequestAborted(http.Request.Path.Value ?? "/");
        }
        catch (Exception error)
        {
            relay.Log.RequestFailed(http.Request.Path.Value ?? "/", error);
            if (!http.Response.HasStarted) await Answers.ProblemAsync(http, StatusCodes.Status500InternalServerError, "The relay could not answer this.");
        }
    }

    private Task RouteAsync(HttpContext http, string path)
    {
        bool upgrade = Handshake.IsAsked(http);
        if (upgrade && TryStream(path, "/stream", out string stream)) return _sockets.ReceiverAsync(http, stream);
        if (upgrade && TryStream(path, "/source", out stream)) return _sockets.SourceAsync(http, stream);
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            return Answers.ProblemAsync(http, StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD are answered here.");
        }

        bool tells = path is "/streams" or "/clients" or "/metrics" or "/stats" || TrySnapshot(path, out stream);
        if (tells && !OriginPolicy.IsOwn(http.Request.Host, relay.Options.AllowedOrigins))
        {
            return Answers.ProblemAsync(
                http, StatusCodes.Status403Forbidden,
                "This name is not the relay's own: use its address, or allow the name's origin at the relay.");
        }

        bool told = path is "/console" or "/clients" or "/stats" or "/metrics";
        if (told && !MayKnow(http)) return NotFoundAsync(http);
        return path switch
        {
            "/streams" => _status.StreamsAsync(http),
            "/clients" => _status.ClientsAsync(http),
            "/metrics" => _status.MetricsAsync(http),
            "/stats" => _status.StatsAsync(http),
            "/healthz" => Answers.TextAsync(http, "ok\n"),
            _ when TrySnapshot(path, out stream) => _snapshots.SendAsync(http, stream),
            _ => PageAsync(http, path),
        };
    }

    private bool MayKnow(HttpContext http) => relay.Options.Console switch
    {
        ConsoleAccess.On => true,
        ConsoleAccess.Local => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address),
        _ => false,
    };

    private Task PageAsync(HttpContext http, string path)
    {
        if (_site is null)
        {
            return path == "/"
                ? Answers.TextAsync(http, "A DreamStack relay. It serves no pages; see /streams, /clients, /metrics.\n")
                : NotFoundAsync(http);
        }

        string? file = path switch
        {
            "/" => "pages/index.html",
            "/console" => "pages/console.html",
            "/favicon.ico" => "pages/icon.svg",
            _ when TryStream(path, "/watch", out _) => "pages/watch.html",
            _ when TryStream(path, "/ways", out _) => "pages/ways.html",
            _ when TryStream(path, "/source", out _) => "pages/source.html",
            _ => StaticSite.FileOf(path),
        };
        return file is not null && _site.TryFind(file, http.Request, out StaticFile found)
            ? StaticSite.SendAsync(http, found)
            : NotFoundAsync(http);
    }

    private Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        bool page = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!page) return Answers.ProblemAsync(http, StatusCodes.Status404NotFound, "There is nothing at this address.");
        return _site is not null && _site.TryFind("pages/404.html", http.Request, out StaticFile found)
            ? StaticSite.SendAsync(http, found)
            : Answers.NotFoundPageAsync(http);
    }

    private static bool TrySnapshot(string path, out string stream)
    {
        const string ending = "/snapshot.png";
        stream = "";
        return path.EndsWith(ending, StringComparison.Ordinal) && path.Length > ending.Length
            && TryStream(path[..^ending.Length], "/streams", out stream) && path.Length > "/streams/".Length + ending.Length;
    }

    // /stream, /stream/ and /stream/{name}; an address without a name means the default stream.
    private static bool TryStream(string path, string prefix, out string stream)
    {
        stream = StreamName.Default;
        if (!path.StartsWith(prefix, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> rest = path.AsSpan(prefix.Length);
        if (rest is "" or "/") return true;
        if (rest[0] != '/' || !StreamName.IsValid(rest[1..])) return false;
        stream = rest[1..].ToString();
        return true;
    }
}
