namespace DreamStack.Streaming.Wire;

/// <summary>One whole message, borrowed from the buffer it was read from.</summary>
public readonly ref struct MessageView(MessageHeader header, ReadOnlySpan<byte> bytes)
{
    /// <summary>The header.</summary>
    public MessageHeader Header { get; } = header;

    /// <summary>Header and payload, as they travelled.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>What follows the header: EXT block and body.</summary>
    public ReadOnlySpan<byte> Payload => Bytes[MessageHeader.Size..];
}
