namespace DreamStack.Streaming.Pictures;

/// <summary>What a message did to the picture that a decoder holds.</summary>
public enum PictureOutcome
{
    /// <summary>The decoder holds the picture at the message's seq.</summary>
    Applied,

    /// <summary>The message carries no picture this decoder can read; nothing changed.</summary>
    NotAPicture,

    /// <summary>The message applies to a picture that the decoder does not hold; nothing changed, ask for a keyframe.</summary>
    NeedsKeyframe,

    /// <summary>The bytes are not what the protocol says; the decoder holds no picture any more.</summary>
    Invalid,

    /// <summary>A part of a picture was kept; nothing changed, and nothing is to be asked for.</summary>
    Partial,
}
