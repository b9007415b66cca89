namespace DreamStack.Streaming.Flow;

/// <summary>How a viewer is served, the dearest first; <see cref="AdaptiveBitrate"/> walks along it.</summary>
public enum QualityStep
{
    /// <summary>Every picture whole: mode pixel.</summary>
    FullPixels,

    /// <summary>What changed: mode delta.</summary>
    Delta,

    /// <summary>What changed, through <see cref="FrameCompressor"/>.</summary>
    CompressedDelta,

    /// <summary>The same, at most <see cref="AdaptiveBitrateOptions.LowerRate"/> pictures a second.</summary>
    LowerRate,

    /// <summary>The signal state alone: mode signal, the receiver draws by itself.</summary>
    Signal,
}
