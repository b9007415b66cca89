using SkiaSharp;

namespace DreamStack.Rendering;

/// <summary>A shaped line of text.</summary>
/// <param name="Glyphs">What to draw; null when the text has no glyphs.</param>
/// <param name="Width">How far it advances, in pixels.</param>
internal readonly record struct TextBlob(SKTextBlob? Glyphs, float Width);
