using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>Ack: newest seq decoded u16, newest seq shown u16, receiver clock u32.</summary>
/// <param name="Decoded">Seq of the newest picture decoded.</param>
/// <param name="Shown">Seq of the newest picture shown.</param>
/// <param name="ClockMs">The receiver's clock in milliseconds; it wraps.</param>
public readonly record struct AckInput(ushort Decoded, ushort Shown, uint ClockMs)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 8;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out AckInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new AckInput(
            BinaryPrimitives.ReadUInt16LittleEndian(body),
            BinaryPrimitives.ReadUInt16LittleEndian(body[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[4..]));
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, Decoded);
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], Shown);
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], ClockMs);
    }
}
