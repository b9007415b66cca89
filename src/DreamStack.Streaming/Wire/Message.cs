using System.Buffers;

namespace DreamStack.Streaming.Wire;

/// <summary>One whole message, borrowed from a sequence of segments.</summary>
/// <param name="Header">The header.</param>
/// <param name="Payload">What follows the header; valid as long as the sequence it was cut from.</param>
public readonly record struct Message(MessageHeader Header, ReadOnlySequence<byte> Payload);
