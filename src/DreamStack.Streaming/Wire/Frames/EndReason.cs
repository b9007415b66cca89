namespace DreamStack.Streaming.Wire.Frames;

/// <summary>Why a stream ends for its receivers.</summary>
public enum EndReason : byte
{
    /// <summary>The source is done.</summary>
    Over = 0,

    /// <summary>The stream is now elsewhere.</summary>
    Moved = 1,

    /// <summary>The relay comes back in a moment: reconnect.</summary>
    Restarting = 2,

    /// <summary>The peer may not do what it asked for; the text says why.</summary>
    Refused = 3,
}
