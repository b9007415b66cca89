namespace DreamStack.Bench.Contents;

// A page of text that did not change.
internal static class StaticContent
{
    public static FramePair Make(int width, int height)
    {
        var picture = TextScrollContent.Picture(width, height, 0);
        return FramePair.Of(width, height, picture, picture);
    }
}
