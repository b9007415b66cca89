namespace DreamStack.Bench.Contents;

internal static class Content
{
    public static FramePair Make(ContentKind kind, int width = 1280, int height = 720) => kind switch
    {
        ContentKind.Static => StaticContent.Make(width, height),
        ContentKind.OnePercent => OnePercentContent.Make(width, height),
        ContentKind.TextScroll => TextScrollContent.Make(width, height),
        ContentKind.Noise => NoiseContent.Make(width, height),
        ContentKind.Alternating => AlternatingContent.Make(width, height),
        ContentKind.Springs => SpringsContent.Make(width, height),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
