using SkiaSharp;

namespace DreamStack.Rendering;

/// <summary>PNG in and out of RGBA8 pictures.</summary>
public static class PngImage
{
    /// <summary>Writes an opaque picture, rows top-down, as a PNG.</summary>
    public static unsafe void Write(Stream output, ReadOnlySpan<byte> rgba, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgba.Length, width * height * 4);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        fixed (byte* pixels = rgba)
        {
            using var pixmap = new SKPixmap(info, (nint)pixels);
            using SKData data = pixmap.Encode(SKEncodedImageFormat.Png, 100)
                ?? throw new InvalidOperationException("Skia made no PNG of the picture.");
            data.SaveTo(output);
        }
    }

    /// <summary>Writes an opaque picture into a new file, over an old one of that name.</summary>
    public static void Save(string path, ReadOnlySpan<byte> rgba, int width, int height)
    {
        using FileStream file = File.Create(path);
        Write(file, rgba, width, height);
    }

    /// <summary>Reads a PNG into RGBA8; throws <see cref="InvalidDataException"/> when it is none.</summary>
    public static byte[] Read(ReadOnlySpan<byte> png, out int width, out int height)
    {
        using SKData data = SKData.CreateCopy(png);
        using SKCodec? codec = SKCodec.Create(data);
        using SKBitmap? bitmap = codec is null ? null : SKBitmap.Decode(codec);
        if (bitmap is null)
        {
            throw new InvalidDataException("The bytes are not an image.");
        }

        using SKBitmap rgba = bitmap.Copy(SKColorType.Rgba8888);
        (width, height) = (rgba.Width, rgba.Height);
        return rgba.GetPixelSpan().ToArray();
    }
}
