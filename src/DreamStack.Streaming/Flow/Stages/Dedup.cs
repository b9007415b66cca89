namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Stops a picture that equals the one before.</summary>
public sealed class Dedup : IFrameStage
{
    /// <summary>What knows the picture before, and counts.</summary>
    public FrameDedup Frames { get; } = new();

    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => input;

    /// <inheritdoc/>
    public int Room(FrameShape input) => 0;

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        length = 0;
        bool repeat = Frames.IsRepeat(input.Bytes, input.Shape.Width, input.Shape.Height);
        return repeat ? StageOutcome.Stopped : StageOutcome.Unchanged;
    }
}
