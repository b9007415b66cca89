using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>Haptic: duration u16 in milliseconds, strength u8.</summary>
/// <param name="DurationMs">How long, in milliseconds.</param>
/// <param name="Strength">How strong, 0–255.</param>
public readonly record struct HapticFrame(ushort DurationMs, byte Strength)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 3;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out HapticFrame frame)
    {
        frame = default;
        if (body.Length != Size) return false;
        frame = new HapticFrame(BinaryPrimitives.ReadUInt16LittleEndian(body), body[2]);
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, DurationMs);
        body[2] = Strength;
    }
}
