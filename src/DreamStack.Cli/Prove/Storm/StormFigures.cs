namespace DreamStack.Cli.Prove.Storm;

/// <summary>What the storm measures, as its table calls it.</summary>
internal static class StormFigures
{
    public const string SourceBytes = "source bytes";
    public const string Asked = "whole pictures asked";
    public const string SetOff = "set off, s";
    public const string HasIt50 = "has it p50, ms";
    public const string HasIt99 = "p99, ms";
    public const string AllHaveIt = "all have it, s";
    public const string Without = "without";
    public const string Behind = "behind at the end";
    public const string Compared = "compared";
    public const string Wrong = "wrong";
    public const string Cpu = "relay CPU, s";
    public const string Memory = "relay memory, MB";
}
