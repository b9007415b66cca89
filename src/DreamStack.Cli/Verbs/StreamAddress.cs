using System.Diagnostics.CodeAnalysis;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Verbs;

/// <summary>Where a stream is: as a person pastes it, from a browser's address bar or a terminal.</summary>
/// <param name="Relay">ws:// or wss://, host and port.</param>
/// <param name="Stream">The stream's name.</param>
internal sealed record StreamAddress(Uri Relay, string Stream)
{
    private const int DefaultPort = 9100;

    public override string ToString() => $"{Relay}stream/{Stream}";

    /// <summary>Reads ws://host/stream/name, http://host/watch/name, host:port/name, host:port or host.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out StreamAddress? address)
    {
        address = null;
        string whole = text.Contains("://", StringComparison.Ordinal) ? text : $"ws://{text}";
        if (!Uri.TryCreate(whole, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0) return false;
        string? scheme = uri.Scheme switch
        {
            "ws" or "http" => "ws",
            "wss" or "https" => "wss",
            _ => null,
        };
        string[] path = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string? name = path switch
        {
            [] => StreamName.Default,
            ["stream" or "watch" or "source"] => StreamName.Default,
            ["stream" or "watch" or "source", { } last] => last,
            [{ } only] => only,
            _ => null,
        };
        if (scheme is null || !StreamName.IsValid(name)) return false;
        bool bare = uri.IsDefaultPort && scheme == "ws";
        address = new StreamAddress(new UriBuilder(scheme, uri.Host, bare ? DefaultPort : uri.Port).Uri, name!);
        return true;
    }
}
