namespace DreamStack.Streaming.Wire;

/// <summary>The WebSocket close codes of this protocol.</summary>
public enum CloseCode
{
    /// <summary>Closed as asked.</summary>
    Normal = 1000,

    /// <summary>The relay is going away: reconnect after a pause.</summary>
    GoingAway = 1001,

    /// <summary>A message was malformed; the reason says how.</summary>
    Malformed = 4400,

    /// <summary>The connection's origin is not allowed.</summary>
    OriginRefused = 4403,

    /// <summary>No sign of life, or control messages were not taken in time.</summary>
    TooSlow = 4408,

    /// <summary>The stream has a source already.</summary>
    StreamTaken = 4409,

    /// <summary>A message over its limit.</summary>
    TooLarge = 4413,

    /// <summary>Too many connections or messages.</summary>
    TooMany = 4429,
}
