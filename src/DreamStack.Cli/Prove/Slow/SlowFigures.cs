namespace DreamStack.Cli.Prove.Slow;

/// <summary>What this proof measures, as its tables call it.</summary>
internal static class SlowFigures
{
    public const string SourceBytes = "source bytes";
    public const string Asked = "whole pictures asked";
    public const string Near50 = "others' p50, ms";
    public const string Near99 = "others' p99, ms";
    public const string NearPictures = "others' pictures";
    public const string Memory = "relay memory, MB";
    public const string Heap = "its heap, MB";
    public const string SlowPictures = "slow one's pictures";
    public const string SlowAge = "their age at most, s";
    public const string Behind = "messages from current at most";
    public const string OneBehind = "one from current, %";
    public const string SlowLost = "slow one closed";
    public const string Full = "stopped reading";
    public const string FullClosed = "closed 4408 for it";
    public const string Hung = "hung";
    public const string HungClosed = "closed 4408 for that";
    public const string Wrong = "wrong";
    public const string Recovery = "right again after, ms";
}
