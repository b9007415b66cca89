using System.Net.WebSockets;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>What a relay's close code means to who was closed.</summary>
internal static class Closing
{
    /// <summary>Coming back with the same wish would be refused again.</summary>
    public static bool IsFinal(WebSocketCloseStatus? code) => (CloseCode?)(int?)code
        is CloseCode.Malformed or CloseCode.OriginRefused or CloseCode.StreamTaken or CloseCode.TooLarge or CloseCode.TooMany;

    /// <summary>What a peer that sent this is closed with.</summary>
    public static WebSocketCloseStatus CodeOf(WireError error) => (WebSocketCloseStatus)(int)(error switch
    {
        WireError.PayloadTooLarge or WireError.PictureTooLarge => CloseCode.TooLarge,
        _ => CloseCode.Malformed,
    });

    public static string Explain(WebSocketCloseStatus? code, string? reason) => (reason, code) switch
    {
        ({ Length: > 0 }, _) => reason,
        (_, null) => "The connection was lost.",
        (_, WebSocketCloseStatus.NormalClosure) => "The relay closed the connection.",
        (_, WebSocketCloseStatus.EndpointUnavailable) => "The relay is going away.",
        _ => $"The relay closed the connection with code {(int)code}.",
    };
}
