using System.Runtime.InteropServices;
using DreamStack.Streaming.Wire;

namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Stretches or shrinks the picture to a size. A colour that fills the picture stays that colour exactly.</summary>
public sealed class Scale(int width, int height, ScaleFilter filter = ScaleFilter.Smooth) : IFrameStage
{
    private readonly AxisWeights _across = new();
    private readonly AxisWeights _down = new();
    private ushort[] _rows = [];

    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => new(width, height);

    /// <inheritdoc/>
    public FramePoint Back(FramePoint output, FrameShape input) =>
        new(Middle(output.X, width, input.Width), Middle(output.Y, height, input.Height));

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        FrameShape shape = new(width, height);
        length = shape.Length;
        if (input.Shape == shape) return StageOutcome.Unchanged;
        if (filter == ScaleFilter.Nearest)
        {
            Pick(input, MemoryMarshal.Cast<byte, uint>(output));
            return StageOutcome.Written;
        }

        _across.Fit(input.Shape.Width, width);
        _down.Fit(input.Shape.Height, height);
        int values = width * 4;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * input.Shape.Height, WireLimits.MaxPicturePixels);
        int needed = values * input.Shape.Height;
        if (_rows.Length < needed) _rows = GC.AllocateUninitializedArray<ushort>(needed);
        for (int y = 0; y < input.Shape.Height; y++)
        {
            ReadOnlySpan<byte> row = input.Bytes.Slice(y * input.Shape.Width * 4, input.Shape.Width * 4);
            MixAcross(row, _rows.AsSpan(y * values, values));
        }

        for (int y = 0; y < height; y++) MixDown(y, output.Slice(y * values, values));
        return StageOutcome.Written;
    }

    private void Pick(FrameView input, Span<uint> to)
    {
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(input.Bytes);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<uint> row = from.Slice(Middle(y, height, input.Shape.Height) * input.Shape.Width, input.Shape.Width);
            for (int x = 0; x < width; x++) to[(y * width) + x] = row[Middle(x, width, input.Shape.Width)];
        }
    }

    private static int Middle(int at, int to, int from) => (int)(((2L * at) + 1) * from / (2L * to));

    // Eight bits of fraction stay until the other axis is done, so rounding happens once.
    private void MixAcross(ReadOnlySpan<byte> from, Span<ushort> to)
    {
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<int> weights = _across.Of(x, out int first);
            int r = 0, g = 0, b = 0, a = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                ReadOnlySpan<byte> pixel = from.Slice((first + i) * 4, 4);
                int weight = weights[i];
                r += pixel[0] * weight;
                g += pixel[1] * weight;
                b += pixel[2] * weight;
                a += pixel[3] * weight;
            }

            const int drop = AxisWeights.Bits - 8;
            Span<ushort> mixed = to.Slice(x * 4, 4);
            (mixed[0], mixed[1], mixed[2], mixed[3]) =
                ((ushort)(r >> drop), (ushort)(g >> drop), (ushort)(b >> drop), (ushort)(a >> drop));
        }
    }

    private void MixDown(int y, Span<byte> to)
    {
        const int drop = AxisWeights.Bits + 8;
        ReadOnlySpan<int> weights = _down.Of(y, out int first);
        for (int i = 0; i < to.Length; i++)
        {
            int sum = 1 << (drop - 1);
            for (int row = 0; row < weights.Length; row++) sum += _rows[((first + row) * to.Length) + i] * weights[row];
            to[i] = (byte)(sum >> drop);
        }
    }
}
