namespace DreamStack.Relay.Framing;

/// <summary>What a WebSocket frame is (RFC 6455, 5.2).</summary>
internal enum Opcode : byte
{
    /// <summary>More of the message that the frame before began.</summary>
    Continuation = 0,

    Text = 1,

    Binary = 2,

    Close = 8,

    Ping = 9,

    Pong = 10,
}
