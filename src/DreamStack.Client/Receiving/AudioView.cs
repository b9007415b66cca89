namespace DreamStack.Client.Receiving;

/// <summary>A block of sound, borrowed for the length of the event.</summary>
public readonly ref struct AudioView(ReadOnlySpan<byte> samples, int sampleRate, int channels)
{
    /// <summary>Interleaved float32 samples, little-endian.</summary>
    public ReadOnlySpan<byte> Samples { get; } = samples;

    /// <summary>Samples a second of each channel.</summary>
    public int SampleRate { get; } = sampleRate;

    /// <summary>Interleaved channels.</summary>
    public int Channels { get; } = channels;
}
