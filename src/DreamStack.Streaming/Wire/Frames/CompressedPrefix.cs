using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>The front of a Compressed body: inner type u8, inner flags u8, 0 u16, raw length u32; the coded payload follows.</summary>
/// <param name="Type">Type of the message inside, of the outer message's code space.</param>
/// <param name="Flags">Flags of the message inside.</param>
/// <param name="RawLength">Bytes of the inner payload once expanded, at most <see cref="WireLimits.MaxPayloadLength"/>.</param>
public readonly record struct CompressedPrefix(byte Type, MessageFlags Flags, int RawLength)
{
    /// <summary>Bytes before the coded payload.</summary>
    public const int Size = 8;

    /// <summary>Reads the prefix and hands out the coded payload; false for a short body, a set reserved field or a length over the limit.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out CompressedPrefix prefix, out ReadOnlySpan<byte> coded)
    {
        prefix = default;
        coded = default;
        if (body.Length < Size || BinaryPrimitives.ReadUInt16LittleEndian(body[2..]) != 0) return false;
        uint rawLength = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        if (rawLength > WireLimits.MaxPayloadLength) return false;
        prefix = new CompressedPrefix(body[0], (MessageFlags)body[1], (int)rawLength);
        coded = body[Size..];
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        body[0] = Type;
        body[1] = (byte)Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], (uint)RawLength);
    }
}
