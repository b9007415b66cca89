using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>BciInput: sample rate u16, channels u8, then float32 samples, interleaved.</summary>
/// <param name="SampleRate">Samples a second of each channel.</param>
/// <param name="Channels">Channels, at least one.</param>
public readonly record struct BciInput(ushort SampleRate, byte Channels)
{
    /// <summary>Bytes before the samples.</summary>
    public const int PrefixSize = 3;

    /// <summary>Reads the prefix and hands out the samples' bytes; false unless they are whole frames of all channels.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out BciInput input, out ReadOnlySpan<byte> samples)
    {
        input = default;
        samples = default;
        if (body.Length < PrefixSize) return false;
        input = new BciInput(BinaryPrimitives.ReadUInt16LittleEndian(body), body[2]);
        samples = body[PrefixSize..];
        return input.Channels > 0 && samples.Length % (input.Channels * sizeof(float)) == 0;
    }

    /// <summary>Writes the prefix; the samples follow it.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(body, SampleRate);
        body[2] = Channels;
    }
}
