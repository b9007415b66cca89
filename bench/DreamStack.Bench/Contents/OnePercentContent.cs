namespace DreamStack.Bench.Contents;

// Every hundredth pixel, scattered, takes a random colour.
internal static class OnePercentContent
{
    public static FramePair Make(int width, int height)
    {
        var random = new Random(13);
        var previous = NoiseContent.Picture(width * height, 14);
        var current = (uint[])previous.Clone();
        for (var i = 0; i < current.Length / 100; i++)
            current[random.Next(current.Length)] = (uint)random.Next(1 << 24) | 0xFF000000;
        return FramePair.Of(width, height, previous, current);
    }
}
