namespace DreamStack.Relay.Snapshots;

/// <summary>Makes pictures smaller: each new pixel is the mean of those it covers.</summary>
internal static class BoxFilter
{
    private const int BytesPerPixel = 4;

    /// <summary>The size of a picture that is at most this wide, with the same proportions.</summary>
    public static (int Width, int Height) Fit(int width, int height, int most) =>
        width <= most ? (width, height) : (most, Math.Max(1, (int)((long)height * most / width)));

    /// <summary>The picture at a size that is not larger.</summary>
    public static byte[] Shrink(ReadOnlySpan<byte> rgba, int width, int height, int newWidth, int newHeight)
    {
        if (newWidth == width && newHeight == height) return rgba.ToArray();
        byte[] small = new byte[newWidth * newHeight * BytesPerPixel];
        for (int y = 0; y < newHeight; y++)
        {
            (int top, int bottom) = Covered(y, newHeight, height);
            for (int x = 0; x < newWidth; x++)
            {
                (int left, int right) = Covered(x, newWidth, width);
                Mean(rgba, width, left, right, top, bottom, small.AsSpan(((y * newWidth) + x) * BytesPerPixel, BytesPerPixel));
            }
        }

        return small;
    }

    private static (int From, int To) Covered(int at, int count, int of)
    {
        int from = (int)((long)at * of / count);
        return (from, Math.Max(from + 1, (int)((long)(at + 1) * of / count)));
    }

    private static void Mean(ReadOnlySpan<byte> rgba, int width, int left, int right, int top, int bottom, Span<byte> pixel)
    {
        (int r, int g, int b, int a) = (0, 0, 0, 0);
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<byte> row = rgba.Slice(((y * width) + left) * BytesPerPixel, (right - left) * BytesPerPixel);
            for (int i = 0; i < row.Length; i += BytesPerPixel)
            {
                r += row[i];
                g += row[i + 1];
                b += row[i + 2];
                a += row[i + 3];
            }
        }

        int count = (right - left) * (bottom - top);
        pixel[0] = (byte)(r / count);
        pixel[1] = (byte)(g / count);
        pixel[2] = (byte)(b / count);
        pixel[3] = (byte)(a / count);
    }
}
