namespace DreamStack.Relay.Framing;

/// <summary>What the framed bytes of a connection begin with.</summary>
internal enum FrameStep
{
    /// <summary>Less than can be used.</summary>
    NeedMore,

    /// <summary>The header of a data frame.</summary>
    Header,

    /// <summary>Content of a data frame, unmasked where it lies.</summary>
    Content,

    /// <summary>A whole control frame, unmasked where it lies.</summary>
    Control,

    /// <summary>The header of a text frame, which this protocol has none of.</summary>
    Text,

    /// <summary>No frame.</summary>
    Invalid,
}
