using DreamStack.App.Scene;
using SkiaSharp;

namespace DreamStack.Rendering;

/// <summary>The two weights of Inter inside this assembly: every picture uses them, so that no machine draws another.</summary>
internal sealed class BundledFont : IDisposable
{
    private readonly SKFont _regular = Load("Inter-Regular.otf");
    private readonly SKFont _semiBold = Load("Inter-SemiBold.otf");

    public SKFont Get(int weight, float size)
    {
        SKFont font = weight >= (int)TextWeight.SemiBold ? _semiBold : _regular;
        font.Size = size;
        return font;
    }

    public void Dispose()
    {
        _regular.Typeface.Dispose();
        _semiBold.Typeface.Dispose();
        _regular.Dispose();
        _semiBold.Dispose();
    }

    private static SKFont Load(string name)
    {
        using Stream stream = typeof(BundledFont).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        return new SKFont(SKTypeface.FromStream(stream))
        {
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            Subpixel = true,
        };
    }
}
