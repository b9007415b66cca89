using System.IO.Hashing;
using SkiaSharp;

namespace DreamStack.Rendering;

/// <summary>Shaped lines of text, kept from picture to picture: most text on a screen is what it was before.</summary>
internal sealed class TextBlobs : IDisposable
{
    /// <summary>More than a full screen of labels; beyond it the text changes faster than keeping it helps.</summary>
    private const int MaxKept = 256;

    private readonly BundledFont _font = new();
    private readonly Dictionary<(UInt128 Text, int Weight, float Size), TextBlob> _kept = [];

    public TextBlob Get(ReadOnlySpan<byte> utf8, int weight, float size)
    {
        (UInt128, int, float) key = (XxHash128.HashToUInt128(utf8), weight, size);
        if (_kept.TryGetValue(key, out TextBlob blob))
        {
            return blob;
        }

        if (_kept.Count >= MaxKept)
        {
            Clear();
        }

        SKFont font = _font.Get(weight, size);
        blob = new TextBlob(SKTextBlob.Create(utf8, SKTextEncoding.Utf8, font), font.MeasureText(utf8, SKTextEncoding.Utf8));
        _kept.Add(key, blob);
        return blob;
    }

    public void Dispose()
    {
        Clear();
        _font.Dispose();
    }

    private void Clear()
    {
        foreach (TextBlob blob in _kept.Values)
        {
            blob.Glyphs?.Dispose();
        }

        _kept.Clear();
    }
}
