namespace DreamStack.Relay.Sockets;

/// <summary>What the bytes of a connection hold next.</summary>
internal enum InboundStep
{
    /// <summary>Nothing whole: more bytes are needed.</summary>
    NeedMore,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A message of which the header is already wrong, or one that its carrier cuts short.</summary>
    Malformed,

    /// <summary>Bytes that are no frames.</summary>
    BadFrame,

    /// <summary>A control frame: close, ping or pong.</summary>
    Control,
}
