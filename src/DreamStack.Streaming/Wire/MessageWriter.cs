using System.Buffers;

namespace DreamStack.Streaming.Wire;

/// <summary>Writes whole messages; the payload length in the header is always that of the bytes given.</summary>
public static class MessageWriter
{
    /// <summary>Header and payload in one piece.</summary>
    public static void Write(IBufferWriter<byte> output, MessageHeader header, ReadOnlySpan<byte> payload) =>
        Write(output, header, default, payload);

    /// <summary>Header, EXT block (empty for none; see <see cref="Ext.ExtWriter"/>) and body in one piece.</summary>
    public static void Write(
        IBufferWriter<byte> output, MessageHeader header, ReadOnlySpan<byte> ext, ReadOnlySpan<byte> body)
    {
        int length = MessageHeader.Size + ext.Length + body.Length;
        Span<byte> destination = output.GetSpan(length);
        WithLength(header, ext, body.Length).Write(destination);
        ext.CopyTo(destination[MessageHeader.Size..]);
        body.CopyTo(destination[(MessageHeader.Size + ext.Length)..]);
        output.Advance(length);
    }

    /// <summary>The header for a payload of an EXT block and a body of this length.</summary>
    public static MessageHeader WithLength(MessageHeader header, ReadOnlySpan<byte> ext, int bodyLength) => header with
    {
        Flags = ext.IsEmpty ? header.Flags : header.Flags | MessageFlags.Ext,
        PayloadLength = (uint)(ext.Length + bodyLength),
    };
}
