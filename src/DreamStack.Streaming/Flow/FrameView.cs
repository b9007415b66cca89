namespace DreamStack.Streaming.Flow;

/// <summary>A picture borrowed from the stage before.</summary>
public readonly ref struct FrameView(FrameShape shape, ReadOnlySpan<byte> bytes)
{
    /// <summary>Its size.</summary>
    public FrameShape Shape { get; } = shape;

    /// <summary>RGBA rows top-down; when coded, a place for the Compressed prefix and the run-length coded rows.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
