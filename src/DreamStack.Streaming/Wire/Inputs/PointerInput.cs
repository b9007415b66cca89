using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>Pointer, PointerDown, PointerUp: x u16, y u16, buttons u8.</summary>
/// <param name="X">Pixels of the picture from its left edge.</param>
/// <param name="Y">Pixels of the picture from its top edge.</param>
/// <param name="Buttons">The buttons held, as the DOM's <c>PointerEvent.buttons</c>.</param>
public readonly record struct PointerInput(ushort X, ushort Y, byte Buttons)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 5;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PointerInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new PointerInput(
            BinaryPrimitives.ReadUInt16LittleEndian(body), BinaryPrimitives.ReadUInt16LittleEndian(body[2..]), body[4]);
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, X);
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], Y);
        body[4] = Buttons;
    }
}
