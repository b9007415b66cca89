using System.Net.WebSockets;

namespace DreamStack.Relay.Framing;

/// <summary>What a peer that broke RFC 6455 is told.</summary>
internal static class FrameErrors
{
    /// <summary>The close code (7.4.1).</summary>
    public static WebSocketCloseStatus ToStatus(this FrameError error) =>
        error == FrameError.BadUtf8 ? WebSocketCloseStatus.InvalidPayloadData : WebSocketCloseStatus.ProtocolError;

    /// <summary>A sentence for whoever wrote the peer.</summary>
    public static string Explain(this FrameError error) => error switch
    {
        FrameError.ReservedBit => "A frame has a reserved bit set; no extension was agreed on.",
        FrameError.UnknownOpcode => "A frame has an opcode that does not exist.",
        FrameError.NotMasked => "A frame is not masked; a client masks every frame.",
        FrameError.BadLength => "A frame's length is not in its shortest form or too large.",
        FrameError.FragmentedControl => "A control frame came in fragments.",
        FrameError.LongControl => "A control frame has more than 125 bytes.",
        FrameError.NothingToContinue => "A continuation frame continues nothing.",
        FrameError.MessageInsideMessage => "A message began before the one before it had ended.",
        FrameError.BadClose => "A close frame is one byte long or has a code that must not be sent.",
        FrameError.BadUtf8 => "A close reason is not UTF-8.",
        _ => "",
    };
}
