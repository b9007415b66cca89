namespace DreamStack.Streaming.Wasm;

/// <summary>A small picture with transparency that is laid over another; negative places count from the far side.</summary>
internal sealed class Overlay(byte[] rgba, int x, int y, int width, int height)
{
    private const int Opaque = 255;

    public void Paint(Span<byte> picture, int pictureWidth, int pictureHeight)
    {
        int left = x < 0 ? pictureWidth + x : x;
        int top = y < 0 ? pictureHeight + y : y;
        for (int row = Math.Max(0, -top); row < height && top + row < pictureHeight; row++)
        {
            for (int column = Math.Max(0, -left); column < width && left + column < pictureWidth; column++)
            {
                ReadOnlySpan<byte> over = rgba.AsSpan(((row * width) + column) * 4, 4);
                Span<byte> under = picture.Slice((((top + row) * pictureWidth) + left + column) * 4, 4);
                for (int i = 0; i < 3; i++) under[i] = Mixed(over[i], under[i], over[3]);
            }
        }
    }

    private static byte Mixed(int over, int under, int alpha) =>
        (byte)(((over * alpha) + (under * (Opaque - alpha)) + (Opaque / 2)) / Opaque);
}
