namespace DreamStack.Cli;

/// <summary>What the tool's exit code means; told in its help.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotConnected = 3;
    public const int Interrupted = 130;

    public const string Explanation =
        "0 done, or stopped as asked · 1 failed · 2 wrong usage · 3 could not connect · 130 interrupted before it was done";
}
