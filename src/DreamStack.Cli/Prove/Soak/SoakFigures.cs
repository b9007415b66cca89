namespace DreamStack.Cli.Prove.Soak;

/// <summary>What the soak measures, as its table calls it.</summary>
internal static class SoakFigures
{
    public const string Process = "process";
    public const string Memory = "memory, MB";
    public const string Heap = "heap after GC, MB";
    public const string Buffers = "buffers";
    public const string Viewers = "viewers";
    public const string Joins = "joins";
    public const string Leaves = "leaves";
    public const string Modes = "mode changes";
    public const string Resizes = "resizes";
    public const string Slow = "slow spells";
    public const string Stalled = "closed 4408";
    public const string Pictures = "pictures shown";
    public const string Sent = "MB sent";
    public const string Coalesced = "coalesced";
    public const string Compared = "compared";
    public const string Diverged = "diverged";
    public const string Broken = "broken";
}
