using System.Globalization;
using DreamStack.Streaming.Wire;
using DreamStack.Tests.Flow.Simulation;
using DreamStack.Tests.House;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class AdaptiveBitrateTraceTests
{
    private const double Mbit = 125_000;
    private const double Seconds = 150;

    /// <summary>To write the files anew: DREAMSTACK_WRITE_RESULTS=1 dotnet run --project test/DreamStack.Tests -c Release -- -class "*AdaptiveBitrateTraceTests".</summary>
    [Fact]
    public void The_recorded_trace_is_the_one_simulated()
    {
        AdaptiveSession session = new(new SimulatedLink(RateAt, seed: 1) { Loss = 0.01 });
        session.Run(Seconds);
        string[] rows = [.. Rows(session)];
        string text = Path.Combine(Repository.Root, "bench/results/adaptive-bitrate.md");
        if (Environment.GetEnvironmentVariable("DREAMSTACK_WRITE_RESULTS") == "1")
        {
            File.WriteAllText(text, Document(rows));
            File.WriteAllText(
                Path.Combine(Repository.Root, "bench/results/adaptive-bitrate.svg"), new TracePicture(session.Trace, RateAt).ToSvg());
        }

        Assert.Equal(File.ReadLines(text).Where(line => line.StartsWith("| at ", StringComparison.Ordinal)), rows);
    }

    private static double RateAt(double seconds) => Mbit * seconds switch
    {
        < 20 => 400,
        < 45 => 3.2,
        < 60 => 0.3,
        < 65 => 0,
        < 90 => 6,
        _ => 400,
    };

    private static IEnumerable<string> Rows(AdaptiveSession session)
    {
        for (int i = 1; i < session.Trace.Count; i++)
        {
            TracePoint point = session.Trace[i];
            if (point.Step == session.Trace[i - 1].Step) continue;
            string rate = (RateAt(point.Seconds) / Mbit).ToString(CultureInfo.InvariantCulture);
            yield return string.Create(CultureInfo.InvariantCulture, $"| at {point.Seconds:F1} s | {rate} | {point.Step} |");
        }
    }

    private static string Document(string[] rows) => $"""
        # How AdaptiveBitrate follows a link

        A simulated viewer of the springs demo (30 pictures a second, 600 × 400) behind 30 ms of way, 50 ms of jitter and 1 %
        loss. Its link carries 400 Mbit/s, from 20 s on 3.2, from 45 s 0.3, from 60 s nothing, from 65 s 6 and from 90 s 400 again.
        Raw pictures need {Needs(QualityStep.FullPixels)} Mbit/s, deltas {Needs(QualityStep.Delta)}, compressed ones {Needs(QualityStep.CompressedDelta)}, at the lower rate {Needs(QualityStep.LowerRate)}, signals {Needs(QualityStep.Signal)}.

        ![The step served over time, above the link's rate and the bytes that wait](adaptive-bitrate.svg)

        | when | link, Mbit/s | step from then on |
        |---|---|---|
        {string.Join('\n', rows)}

        A test holds the policy to this table; with `DREAMSTACK_WRITE_RESULTS=1` before it the same command writes both files:

            dotnet run --project test/DreamStack.Tests -c Release -- -class "*AdaptiveBitrateTraceTests"

        """;

    private static string Needs(QualityStep step) => (AdaptiveSession.Needs(step) / Mbit).ToString("0.##", CultureInfo.InvariantCulture);
}
