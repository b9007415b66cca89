namespace DreamStack.Streaming.Wire;

/// <summary>The header's second byte: bits 0–5 say how to read the payload, bits 6–7 the delivery class.</summary>
[Flags]
public enum MessageFlags : byte
{
    /// <summary>A whole frame that depends on what came before, delivered by its type's own class.</summary>
    None = 0,

    /// <summary>The type is an <see cref="InputType"/>: receiver → source.</summary>
    Input = 1 << 0,

    /// <summary>Full state, no delta.</summary>
    Keyframe = 1 << 1,

    /// <summary>The payload's first byte names the algorithm; image and audio types use their own compressed form.</summary>
    Compressed = 1 << 2,

    /// <summary>What follows the EXT block is ciphertext.</summary>
    Encrypted = 1 << 3,

    /// <summary>The payload starts with an EXT block.</summary>
    Ext = 1 << 4,

    /// <summary>More of the same picture follows: the body is a part of its message's, after a <see cref="Frames.PartPrefix"/>.</summary>
    Part = 1 << 5,

    /// <summary>Class 1: must arrive.</summary>
    ClassReliable = 1 << 6,

    /// <summary>Class 2: only the latest counts.</summary>
    ClassLatest = 2 << 6,

    /// <summary>Class 3: worthless when late.</summary>
    ClassPerishable = 3 << 6,
}
