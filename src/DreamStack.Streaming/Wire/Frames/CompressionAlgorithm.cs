namespace DreamStack.Streaming.Wire.Frames;

/// <summary>The first byte of a body whose COMPRESSED flag is set: how the rest is coded.</summary>
public enum CompressionAlgorithm : byte
{
    /// <summary>Raw length u32, then the run-length coded bytes.</summary>
    RunLength = 1,
}
