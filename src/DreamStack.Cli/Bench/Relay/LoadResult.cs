namespace DreamStack.Cli.Bench.Relay;

/// <summary>What one round of a load came to.</summary>
/// <param name="MessagesPerSecond">Messages that arrived, over all viewers.</param>
/// <param name="MegabytesPerSecond">Their bytes in millions.</param>
/// <param name="CpuMicrosPerMessage">The server's CPU time for each message that arrived, in microseconds.</param>
internal sealed record LoadResult(double MessagesPerSecond, double MegabytesPerSecond, double CpuMicrosPerMessage)
{
    /// <summary>The server's CPU seconds for each gigabyte that arrived.</summary>
    public double CpuSecondsPerGigabyte =>
        CpuMicrosPerMessage * MessagesPerSecond / 1e6 / (MegabytesPerSecond / 1e3);

    /// <summary>The middle one of each figure.</summary>
    public static LoadResult Median(IReadOnlyList<LoadResult> rounds) => new(
        Middle(rounds.Select(round => round.MessagesPerSecond)),
        Middle(rounds.Select(round => round.MegabytesPerSecond)),
        Middle(rounds.Select(round => round.CpuMicrosPerMessage)));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
