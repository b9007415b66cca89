using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>KeyDown, KeyUp: keycode u16, modifiers u8. A key is a place on the keyboard, never a character.</summary>
/// <param name="KeyCode">The USB HID usage (page 0x07) of the physical key.</param>
/// <param name="Modifiers">What else is held.</param>
public readonly record struct KeyInput(ushort KeyCode, KeyModifiers Modifiers)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 3;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out KeyInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new KeyInput(BinaryPrimitives.ReadUInt16LittleEndian(body), (KeyModifiers)body[2]);
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, KeyCode);
        body[2] = (byte)Modifiers;
    }
}
