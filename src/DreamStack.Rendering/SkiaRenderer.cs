using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using SkiaSharp;

namespace DreamStack.Rendering;

/// <summary>
/// Draws display lists on the CPU into one pinned picture that it owns and uses again; the same list gives the same
/// bytes. Belongs to one thread at a time.
/// </summary>
public sealed class SkiaRenderer : IPictureRenderer, IDisposable
{
    private const int BytesPerPixel = 4;

    private readonly SkiaPainter _painter = new();
    private byte[] _pixels = [];
    private SKSurface? _surface;

    /// <summary>Pixels across of the picture; 0 before the first.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels down of the picture; 0 before the first.</summary>
    public int Height { get; private set; }

    /// <summary>The picture as it is: RGBA8, opaque, rows top-down; the next <see cref="Render"/> writes into it.</summary>
    public Span<byte> Pixels => _pixels;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Render(DisplayList list, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(list);
        SKCanvas canvas = SurfaceFor(width, height).Canvas;
        int saved = canvas.Save();
        _painter.Paint(list, canvas);
        canvas.RestoreToCount(saved);
        return _pixels;
    }

    /// <summary>Frees the native parts; <see cref="Pixels"/> stays readable.</summary>
    public void Dispose()
    {
        _surface?.Dispose();
        _painter.Dispose();
    }

    private unsafe SKSurface SurfaceFor(int width, int height)
    {
        if (_surface is not null && Width == width && Height == height)
        {
            return _surface;
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _surface?.Dispose();
        _pixels = GC.AllocateArray<byte>(checked(width * height * BytesPerPixel), pinned: true);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        fixed (byte* pixels = _pixels)
        {
            _surface = SKSurface.Create(info, (nint)pixels, width * BytesPerPixel)
                ?? throw new InvalidOperationException($"Skia makes no picture of {width} × {height}.");
        }

        (Width, Height) = (width, height);
        _surface.Canvas.Clear(SKColors.Black);
        return _surface;
    }
}
