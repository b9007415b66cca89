namespace DreamStack.Bench.Contents;

public enum ContentKind
{
    Static,
    OnePercent,
    TextScroll,
    Noise,
    Alternating,
    Springs,
}
