namespace DreamStack.Streaming.Wire;

/// <summary>Why bytes are not a message of this protocol.</summary>
public enum WireError
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>payload_len is over the limit of its type.</summary>
    PayloadTooLarge,

    /// <summary>width × height is over the limit of a picture.</summary>
    PictureTooLarge,

    /// <summary>A picture without a width or a height.</summary>
    PictureEmpty,

    /// <summary>payload_len disagrees with what the header's other fields demand.</summary>
    LengthMismatch,

    /// <summary>INPUT is set on a message that travels from a source, or missing on one that travels to it.</summary>
    WrongDirection,

    /// <summary>The bytes end inside a message.</summary>
    Truncated,

    /// <summary>The EXT block runs past the payload or an entry past the block.</summary>
    BadExt,

    /// <summary>The payload is not what its type's table says.</summary>
    BadPayload,

    /// <summary>A text message where only binary ones are allowed.</summary>
    TextMessage,
}
