using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>Touch, TouchEnd, TouchCancel: id u8, x u16, y u16.</summary>
/// <param name="Id">The contact, the same from first touch to end.</param>
/// <param name="X">Pixels of the picture from its left edge.</param>
/// <param name="Y">Pixels of the picture from its top edge.</param>
public readonly record struct TouchInput(byte Id, ushort X, ushort Y)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 5;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out TouchInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new TouchInput(
            body[0],
            BinaryPrimitives.ReadUInt16LittleEndian(body[1..]),
            BinaryPrimitives.ReadUInt16LittleEndian(body[3..]));
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        body[0] = Id;
        BinaryPrimitives.WriteUInt16LittleEndian(body[1..], X);
        BinaryPrimitives.WriteUInt16LittleEndian(body[3..], Y);
    }
}
