using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>The front of a DeltaPixels body: op u8, 0 u8, base_seq u16; the coded delta follows.</summary>
/// <param name="Op">What the coded values are.</param>
/// <param name="BaseSeq">Seq of the picture message that an XOR applies to; 0 with KEYFRAME.</param>
public readonly record struct DeltaPrefix(DeltaOp Op, ushort BaseSeq)
{
    /// <summary>Bytes before the coded delta.</summary>
    public const int Size = 4;

    /// <summary>Reads the prefix and hands out the coded delta; false for a short body or an unknown op.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out DeltaPrefix prefix, out ReadOnlySpan<byte> coded)
    {
        prefix = default;
        coded = default;
        if (body.Length < Size || body[0] > (byte)DeltaOp.Replace || body[1] != 0) return false;
        prefix = new DeltaPrefix((DeltaOp)body[0], BinaryPrimitives.ReadUInt16LittleEndian(body[2..]));
        coded = body[Size..];
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        body[0] = (byte)Op;
        body[1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], BaseSeq);
    }
}
