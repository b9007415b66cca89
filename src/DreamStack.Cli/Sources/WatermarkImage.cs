using DreamStack.App.Scene;
using DreamStack.Rendering;

namespace DreamStack.Cli.Sources;

/// <summary>A picture with transparency that is laid over the lower right corner of others.</summary>
internal sealed class WatermarkImage
{
    private const int Margin = 8;
    private const int TextSize = 18;
    private readonly byte[] _rgba;
    private readonly int _width;
    private readonly int _height;

    // Colours are multiplied by A already.
    private WatermarkImage(byte[] rgba, int width, int height) => (_rgba, _width, _height) = (rgba, width, height);

    /// <summary>Reads what ends with .png, and draws any other text.</summary>
    public static WatermarkImage Load(string mark) =>
        mark.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? Read(mark) : Write(mark);

    /// <summary>Lays it over RGBA rows; what does not fit is cut off.</summary>
    public void Paint(Span<byte> rgba, int width, int height)
    {
        int left = Math.Max(0, width - _width - Margin), top = Math.Max(0, height - _height - Margin);
        for (int y = 0; y < Math.Min(_height, height - top); y++)
        {
            for (int x = 0; x < Math.Min(_width, width - left); x++)
            {
                ReadOnlySpan<byte> from = _rgba.AsSpan(((y * _width) + x) * 4, 4);
                Span<byte> to = rgba.Slice((((top + y) * width) + left + x) * 4, 4);
                int rest = 255 - from[3];
                for (int i = 0; i < 3; i++) to[i] = (byte)(from[i] + (((to[i] * rest) + 127) / 255));
            }
        }
    }

    private static WatermarkImage Read(string path)
    {
        try
        {
            byte[] rgba = PngImage.Read(File.ReadAllBytes(path), out int width, out int height);
            return new WatermarkImage(rgba, width, height);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new FailedException($"The watermark {path} cannot be read: {error.Message}", ExitCode.Usage, error);
        }
    }

    private static WatermarkImage Write(string text)
    {
        using SkiaRenderer renderer = new();
        DisplayList list = new();
        int width = (text.Length * TextSize) + Margin, height = TextSize * 3 / 2;
        list.Clear(0x000000FF);
        list.FillText(text, width - 2, TextSize, TextSize, TextWeight.SemiBold, TextAlign.Right, 0xFFFFFFFF);
        byte[] rgba = renderer.Render(list, width, height).ToArray();
        // White on black is its own coverage: as much white as there is text, with the rest left through.
        for (int i = 0; i < rgba.Length; i += 4) rgba[i + 3] = rgba[i];
        return new WatermarkImage(rgba, width, height);
    }
}
