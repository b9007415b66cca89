using DreamStack.Relay.Framing;
using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Sockets;

/// <summary>One frame that waits to be written, with a share of its payload.</summary>
internal readonly record struct OutgoingFrame(SharedBuffer Payload, Opcode Opcode)
{
    public int Length => FrameHeader.ServerSize(Payload.Length) + Payload.Length;

    /// <summary>The frame as it travels, borrowed.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        // Everybody who sends this message writes the same header.
        FrameHeader.WriteServer(Payload.Head, Opcode, Payload.Length);
        return Payload.WithHead(FrameHeader.ServerSize(Payload.Length));
    }
}
