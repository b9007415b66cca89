namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Stretches or shrinks the picture by a factor, whatever its size is; a side is never less than one pixel.</summary>
public sealed class ScaleBy(double factor, ScaleFilter filter = ScaleFilter.Smooth) : IFrameStage
{
    private Scale? _scale;
    private FrameShape _shape;

    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => Times(input, factor);

    /// <inheritdoc/>
    public FramePoint Back(FramePoint output, FrameShape input) => To(input).Back(output, input);

    /// <inheritdoc/>
    public FrameShape Wish(FrameShape output) => Times(output, 1 / factor);

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length) =>
        To(input.Shape).Apply(input, output, out length);

    private static FrameShape Times(FrameShape shape, double factor) =>
        new(Side(shape.Width * factor), Side(shape.Height * factor));

    private static int Side(double length) => (int)Math.Clamp(Math.Round(length), 1, int.MaxValue);

    private Scale To(FrameShape input)
    {
        FrameShape shape = Shape(input);
        if (_scale is null || shape != _shape) (_scale, _shape) = (new Scale(shape.Width, shape.Height, filter), shape);
        return _scale;
    }
}
