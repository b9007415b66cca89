using System.Runtime.InteropServices;

namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Turns the picture clockwise by quarters.</summary>
public sealed class Rotate(Rotation rotation) : IFrameStage
{
    // A square of 32 pixels a side reads and writes lines that stay in the first cache together.
    private const int Tile = 32;

    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) =>
        rotation == Rotation.By180 ? input : new FrameShape(input.Height, input.Width);

    /// <inheritdoc/>
    public FramePoint Back(FramePoint output, FrameShape input) => rotation switch
    {
        Rotation.By90 => new FramePoint(output.Y, input.Height - 1 - output.X),
        Rotation.By180 => new FramePoint(input.Width - 1 - output.X, input.Height - 1 - output.Y),
        _ => new FramePoint(input.Width - 1 - output.Y, output.X),
    };

    /// <inheritdoc/>
    public FrameShape Wish(FrameShape output) => Shape(output);

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        length = input.Shape.Length;
        if (rotation == Rotation.By180)
        {
            Span<uint> turned = MemoryMarshal.Cast<byte, uint>(output[..length]);
            MemoryMarshal.Cast<byte, uint>(input.Bytes).CopyTo(turned);
            turned.Reverse();
            return StageOutcome.Written;
        }

        for (int top = 0; top < input.Shape.Height; top += Tile)
        {
            for (int left = 0; left < input.Shape.Width; left += Tile) TurnTile(input, output, left, top);
        }

        return StageOutcome.Written;
    }

    private void TurnTile(FrameView input, Span<byte> output, int left, int top)
    {
        (int width, int height) = (input.Shape.Width, input.Shape.Height);
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(input.Bytes);
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(output);
        int right = Math.Min(left + Tile, width), bottom = Math.Min(top + Tile, height);
        for (int x = left; x < right; x++)
        {
            Span<uint> row = to.Slice((rotation == Rotation.By90 ? x : width - 1 - x) * height, height);
            for (int y = top; y < bottom; y++)
            {
                row[rotation == Rotation.By90 ? height - 1 - y : y] = from[(y * width) + x];
            }
        }
    }
}
