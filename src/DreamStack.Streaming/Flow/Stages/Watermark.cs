namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Lets a hook paint over a copy of the picture.</summary>
public sealed class Watermark(WatermarkPainter paint) : IFrameStage
{
    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => input;

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        length = input.Shape.Length;
        input.Bytes.CopyTo(output);
        paint(output[..length], input.Shape.Width, input.Shape.Height);
        return StageOutcome.Written;
    }
}
