using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>The table of a whole run, as Markdown.</summary>
internal static class LoadReport
{
    public static string Write(
        IReadOnlyList<(LoadScenario Scenario, LoadResult Relay, LoadResult Peer)> rows, int rounds, double seconds)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The relay beside ws

            `ds bench relay --rounds {rounds} --seconds {seconds}` (after `npm ci` in `bench/relay`)

            One source and N viewers in one process, the server in another, over loopback; the same generator and the same
            bytes for both, rounds interleaved, medians of {rounds} rounds of {seconds} s. Messages and bytes are those that
            arrived, over all viewers; CPU is the server's alone. Ratios are relay ÷ ws: above 1 is better for throughput,
            below 1 for CPU. The peer broadcasts what it gets without looking at it; the relay checks every message, keeps the
            current picture and state, bounds every queue, and packs the small messages that wait for a viewer into one frame.
            Figures from a shared machine: trust the ratios, and those only roughly.

            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors.

            | message × viewers | relay messages/s | MB/s | CPU µs a message | CPU s a GB | ws messages/s | MB/s | CPU µs a message | CPU s a GB | throughput ratio | CPU ratio |
            |---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach ((LoadScenario scenario, LoadResult relay, LoadResult peer) in rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {scenario.Label} | {Figures(relay)} | {Figures(peer)} | {relay.MessagesPerSecond / peer.MessagesPerSecond:0.00} | {relay.CpuMicrosPerMessage / peer.CpuMicrosPerMessage:0.00} |\n");
        }

        return text.ToString();
    }

    private static string Figures(LoadResult result) => string.Create(CultureInfo.InvariantCulture,
        $"{result.MessagesPerSecond:N0} | {result.MegabytesPerSecond:N0} | {result.CpuMicrosPerMessage:N1} | {result.CpuSecondsPerGigabyte:N2}");
}
