namespace DreamStack.Bench.Contents;

// A page of anti-aliased text, slate on cream, that moved up by seven rows.
internal static class TextScrollContent
{
    private const int GlyphWidth = 8;
    private const int LineHeight = 18;

    public static FramePair Make(int width, int height) =>
        FramePair.Of(width, height, Picture(width, height, 0), Picture(width, height, 7));

    public static uint[] Picture(int width, int height, int scrolled)
    {
        var picture = new uint[width * height];
        var glyphs = Glyphs();
        for (var y = 0; y < height; y++)
        {
            var line = (y + scrolled) / LineHeight;
            var row = (y + scrolled) % LineHeight;
            var letters = new Random(line);
            var indent = letters.Next(4) * 3;
            var length = letters.Next(60, 150);
            for (var column = 0; column < width / GlyphWidth; column++)
            {
                var letter = letters.Next(32);
                var glyph = column < indent || column >= length || letter >= 26 ? null : glyphs[letter];
                for (var x = 0; x < GlyphWidth; x++)
                    picture[y * width + column * GlyphWidth + x] = Ink(glyph == null ? (byte)0 : glyph[row * GlyphWidth + x]);
            }
        }

        return picture;
    }

    // Strokes one to two pixels wide with soft edges, 26 shapes.
    private static byte[][] Glyphs() => [.. Enumerable.Range(0, 26).Select(letter =>
    {
        var random = new Random(1000 + letter);
        var glyph = new byte[LineHeight * GlyphWidth];
        for (var stroke = 0; stroke < 3; stroke++)
        {
            var upright = random.Next(2) == 0;
            double x0 = random.Next(1, 6), y0 = random.Next(3, 13), tilt = random.NextDouble() - 0.5;
            for (var step = 0.0; step < (upright ? 9 : 5); step += 0.5)
            {
                var x = x0 + (upright ? tilt * step : step);
                var y = y0 + (upright ? step : tilt * step);
                if (x < 0 || x >= GlyphWidth - 1 || y < 0 || y >= LineHeight - 1)
                    continue;
                var at = (int)y * GlyphWidth + (int)x;
                glyph[at] = Math.Max(glyph[at], (byte)(255 * (1 - (x - (int)x))));
                glyph[at + 1] = Math.Max(glyph[at + 1], (byte)(255 * (x - (int)x)));
            }
        }

        return glyph;
    })];

    private static uint Ink(byte coverage)
    {
        static uint Mix(uint paper, uint ink, uint coverage) => (paper * (255 - coverage) + ink * coverage) / 255;
        return 0xFF000000 | (Mix(247, 51, coverage) << 16) | (Mix(250, 41, coverage) << 8) | Mix(250, 31, coverage);
    }
}
