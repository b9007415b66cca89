namespace DreamStack.Streaming.Flow;

/// <summary>A pixel of a picture between two stages of a <see cref="FramePipeline"/>.</summary>
/// <param name="X">Pixels from the left.</param>
/// <param name="Y">Pixels from the top.</param>
public readonly record struct FramePoint(int X, int Y);
