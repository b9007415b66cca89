namespace DreamStack.Bench.Contents;

// Every second pixel takes a random colour: the worst case of anything that looks for runs.
internal static class AlternatingContent
{
    public static FramePair Make(int width, int height)
    {
        var previous = NoiseContent.Picture(width * height, 15);
        var current = NoiseContent.Picture(width * height, 16);
        for (var i = 0; i < current.Length; i += 2)
            current[i] = previous[i];
        return FramePair.Of(width, height, previous, current);
    }
}
