using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>GamepadAxis, GamepadButton: control u8, value f32.</summary>
/// <param name="Control">Top two bits the pad, low six the index of the standard mapping.</param>
/// <param name="Value">Axis −1…1, button 0…1.</param>
public readonly record struct GamepadInput(byte Control, float Value)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 5;

    private const int PadShift = 6;
    private const int IndexMask = 0x3F;

    /// <summary>Which pad, 0–3.</summary>
    public int Pad => Control >> PadShift;

    /// <summary>Which axis or button of the standard mapping, 0–63.</summary>
    public int Index => Control & IndexMask;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes and the value finite.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out GamepadInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new GamepadInput(body[0], BinaryPrimitives.ReadSingleLittleEndian(body[1..]));
        return float.IsFinite(input.Value);
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        body[0] = Control;
        BinaryPrimitives.WriteSingleLittleEndian(body[1..], Value);
    }
}
