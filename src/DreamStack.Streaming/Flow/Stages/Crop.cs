namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Keeps a rectangle, clipped to the picture; one that lies wholly outside is refused.</summary>
public sealed class Crop(int x, int y, int width, int height) : IFrameStage
{
    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => new(
        (int)(Math.Min((long)x + width, input.Width) - Math.Max(x, 0)),
        (int)(Math.Min((long)y + height, input.Height) - Math.Max(y, 0)));

    /// <inheritdoc/>
    public FramePoint Back(FramePoint output, FrameShape input) => new(output.X + Math.Max(x, 0), output.Y + Math.Max(y, 0));

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        FrameShape shape = Shape(input.Shape);
        length = shape.Length;
        if (shape == input.Shape) return StageOutcome.Unchanged;
        int from = Math.Max(y, 0), left = Math.Max(x, 0) * 4, row = shape.Width * 4;
        for (int i = 0; i < shape.Height; i++)
        {
            input.Bytes.Slice(((from + i) * input.Shape.Width * 4) + left, row).CopyTo(output[(i * row)..]);
        }

        return StageOutcome.Written;
    }
}
