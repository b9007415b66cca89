namespace DreamStack.Bench.Contents;

// Flat anti-aliased balls hanging on lines over a flat ground; two of the five move by about ten pixels.
internal static class SpringsContent
{
    private const uint Ground = 0xFF20140F;
    private const uint Line = 0xFF8A7A6B;
    private const double Radius = 30;
    private static readonly uint[] Colours = [0xFF4D6BFF, 0xFF7FD14E, 0xFFFFB347, 0xFFC75DFF, 0xFF3FC8F5];

    public static FramePair Make(int width, int height) =>
        FramePair.Of(width, height, Picture(width, height, 0), Picture(width, height, 1));

    private static uint[] Picture(int width, int height, double moved)
    {
        var picture = new uint[width * height];
        Array.Fill(picture, Ground);
        for (var ball = 0; ball < Colours.Length; ball++)
        {
            var shift = ball is 1 or 3 ? moved : 0;
            var x = width * (ball + 1) / 6.0 + shift * 7.3;
            var y = height * 0.5 + (ball % 2 == 0 ? 20.4 : -33.7) + shift * 6.1;
            Draw(picture, width, height, (px, py) => Math.Clamp(1.5 - DistanceToLine(px, py, width / 2.0, 20, x, y), 0, 1), Line);
            Draw(picture, width, height, (px, py) => Math.Clamp(Radius + 0.5 - Math.Sqrt((px - x) * (px - x) + (py - y) * (py - y)), 0, 1), Colours[ball]);
        }

        return picture;
    }

    private static void Draw(uint[] picture, int width, int height, Func<double, double, double> coverage, uint colour)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var ink = (uint)Math.Round(coverage(x + 0.5, y + 0.5) * 255);
                if (ink != 0)
                    picture[y * width + x] = Mix(picture[y * width + x], colour, ink);
            }
        }
    }

    private static double DistanceToLine(double px, double py, double x0, double y0, double x1, double y1)
    {
        var along = Math.Clamp(((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)), 0, 1);
        return Math.Sqrt(Math.Pow(px - x0 - along * (x1 - x0), 2) + Math.Pow(py - y0 - along * (y1 - y0), 2));
    }

    private static uint Mix(uint under, uint over, uint ink)
    {
        uint mixed = 0xFF000000;
        for (var shift = 0; shift < 24; shift += 8)
            mixed |= ((under >> shift & 255) * (255 - ink) + (over >> shift & 255) * ink) / 255 << shift;
        return mixed;
    }
}
