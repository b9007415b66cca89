using System.Net.WebSockets;
using DreamStack.Relay.Framing;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sockets;

/// <summary>How a connection ends.</summary>
/// <param name="Code">The close code.</param>
/// <param name="Reason">A sentence for a person.</param>
/// <param name="ByPeer">The peer ended it: there is nobody left to tell.</param>
internal sealed record Closing(CloseCode Code, string Reason, bool ByPeer = false)
{
    public static Closing PeerLeft { get; } = new(CloseCode.Normal, "", ByPeer: true);

    public static Closing PeerLost { get; } = new(CloseCode.Normal, "lost", ByPeer: true);

    /// <summary>A peer that answered has fallen silent: its program hangs, or the network to it is gone.</summary>
    public static Closing Silent { get; } =
        new(CloseCode.TooSlow, "There was no sign of life on this connection; connect again.");

    /// <summary>A viewer's connection takes nothing of what is sent to it.</summary>
    public static Closing Stalled { get; } =
        new(CloseCode.TooSlow, "Your connection took no data for a while; connect again.");

    /// <summary>Something in the relay went wrong that is not the peer's fault.</summary>
    public static Closing RelayFailed { get; } =
        new((CloseCode)WebSocketCloseStatus.InternalServerError, "The relay failed on this connection; connect again.");

    public static Closing For(FrameError error) => new((CloseCode)error.ToStatus(), error.Explain());

    public static Closing For(WireError error, in MessageHeader header) => new(
        error is WireError.PayloadTooLarge or WireError.PictureTooLarge ? CloseCode.TooLarge : CloseCode.Malformed,
        error.Explain(header));
}
