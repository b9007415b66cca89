namespace DreamStack.Relay.Framing;

/// <summary>How a peer broke RFC 6455; each ends its connection.</summary>
internal enum FrameError
{
    None,

    /// <summary>A reserved bit is set, and no extension was agreed on (5.2).</summary>
    ReservedBit,

    /// <summary>An opcode that nobody has defined (5.2).</summary>
    UnknownOpcode,

    /// <summary>A client's frame is not masked (5.1).</summary>
    NotMasked,

    /// <summary>A length that a shorter form could say, or one of more than 63 bits (5.2).</summary>
    BadLength,

    /// <summary>A control frame in fragments (5.5).</summary>
    FragmentedControl,

    /// <summary>A control frame of more than 125 bytes (5.5).</summary>
    LongControl,

    /// <summary>A continuation of nothing (5.4).</summary>
    NothingToContinue,

    /// <summary>A new message inside one that has not ended (5.4).</summary>
    MessageInsideMessage,

    /// <summary>A close frame of one byte, or with a code that must not be sent (5.5.1, 7.4).</summary>
    BadClose,

    /// <summary>A reason that is not UTF-8 (8.1).</summary>
    BadUtf8,
}
