using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>The front of a message with PART: total u32, offset u32; the bytes of the whole body from that offset on follow.</summary>
/// <param name="Total">Bytes of the whole body.</param>
/// <param name="Offset">Where the bytes of this part belong in it.</param>
public readonly record struct PartPrefix(uint Total, uint Offset)
{
    /// <summary>Bytes before the part's own.</summary>
    public const int Size = 8;

    /// <summary>Reads the prefix and hands out the part's bytes; false when they do not lie within the total, or there are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PartPrefix prefix, out ReadOnlySpan<byte> bytes)
    {
        prefix = default;
        bytes = default;
        if (body.Length <= Size) return false;
        prefix = new PartPrefix(BinaryPrimitives.ReadUInt32LittleEndian(body), BinaryPrimitives.ReadUInt32LittleEndian(body[4..]));
        bytes = body[Size..];
        return prefix.Offset + (ulong)bytes.Length <= prefix.Total;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(body, Total);
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], Offset);
    }
}
