using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>Scroll: dx i16, dy i16.</summary>
/// <param name="Dx">Picture pixels, right positive.</param>
/// <param name="Dy">Picture pixels, down positive.</param>
public readonly record struct ScrollInput(short Dx, short Dy)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 4;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out ScrollInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new ScrollInput(
            BinaryPrimitives.ReadInt16LittleEndian(body), BinaryPrimitives.ReadInt16LittleEndian(body[2..]));
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteInt16LittleEndian(body, Dx);
        BinaryPrimitives.WriteInt16LittleEndian(body[2..], Dy);
    }
}
