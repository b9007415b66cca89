using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>Resize: width u16, height u16; a wish, which counts when it comes from the driver.</summary>
/// <param name="Width">Picture pixels across.</param>
/// <param name="Height">Picture pixels down.</param>
public readonly record struct ResizeInput(ushort Width, ushort Height)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 4;

    /// <summary>Reads a body; false unless it is <see cref="Size"/> bytes and names a picture within the limits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out ResizeInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new ResizeInput(
            BinaryPrimitives.ReadUInt16LittleEndian(body), BinaryPrimitives.ReadUInt16LittleEndian(body[2..]));
        int pixels = input.Width * input.Height;
        return pixels is > 0 and <= WireLimits.MaxPicturePixels;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, Width);
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], Height);
    }
}
