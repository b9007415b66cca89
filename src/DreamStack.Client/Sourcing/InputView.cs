using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Sourcing;

/// <summary>One message for the source as it travelled, borrowed for the length of the event.</summary>
public readonly ref struct InputView(in MessageView message)
{
    /// <summary>The header.</summary>
    public MessageHeader Header { get; } = message.Header;

    /// <summary>Header and payload.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = message.Bytes;
}
