using System.Runtime.InteropServices;

namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Mirrors the picture.</summary>
public sealed class Flip(FlipAxis axis) : IFrameStage
{
    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => input;

    /// <inheritdoc/>
    public FramePoint Back(FramePoint output, FrameShape input) => axis == FlipAxis.LeftToRight
        ? output with { X = input.Width - 1 - output.X }
        : output with { Y = input.Height - 1 - output.Y };

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        (int width, int height) = (input.Shape.Width, input.Shape.Height);
        length = input.Shape.Length;
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(input.Bytes);
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(output);
        for (int y = 0; y < height; y++)
        {
            int target = axis == FlipAxis.TopToBottom ? height - 1 - y : y;
            Span<uint> row = to.Slice(target * width, width);
            from.Slice(y * width, width).CopyTo(row);
            if (axis == FlipAxis.LeftToRight) row.Reverse();
        }

        return StageOutcome.Written;
    }
}
