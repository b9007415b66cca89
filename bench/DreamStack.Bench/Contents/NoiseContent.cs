namespace DreamStack.Bench.Contents;

// Every pixel of both frames is random: nothing repeats, everything changed.
internal static class NoiseContent
{
    public static FramePair Make(int width, int height) =>
        FramePair.Of(width, height, Picture(width * height, 11), Picture(width * height, 12));

    public static uint[] Picture(int pixels, int seed)
    {
        var random = new Random(seed);
        var picture = new uint[pixels];
        for (var i = 0; i < pixels; i++)
            picture[i] = (uint)random.Next(1 << 24) | 0xFF000000;
        return picture;
    }
}
