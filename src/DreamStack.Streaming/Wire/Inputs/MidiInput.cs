namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>Midi: status u8, d1 u8, d2 u8, as on the MIDI cable.</summary>
/// <param name="Status">Message kind and channel.</param>
/// <param name="Data1">First data byte.</param>
/// <param name="Data2">Second data byte, 0 when the message has one.</param>
public readonly record struct MidiInput(byte Status, byte Data1, byte Data2)
{
    /// <summary>Bytes of the payload.</summary>
    public const int Size = 3;

    /// <summary>Reads a body; false unless it is exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out MidiInput input)
    {
        input = default;
        if (body.Length != Size) return false;
        input = new MidiInput(body[0], body[1], body[2]);
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        body[0] = Status;
        body[1] = Data1;
        body[2] = Data2;
    }
}
