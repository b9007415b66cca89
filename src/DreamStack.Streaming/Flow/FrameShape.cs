namespace DreamStack.Streaming.Flow;

/// <summary>The size of a picture between two stages of a <see cref="FramePipeline"/>.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsCoded">The bytes are no RGBA rows but their coded form.</param>
public readonly record struct FrameShape(int Width, int Height, bool IsCoded = false)
{
    /// <summary>Bytes of the picture as RGBA rows.</summary>
    public int Length => Width * Height * 4;
}
