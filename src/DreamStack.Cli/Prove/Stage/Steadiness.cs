namespace DreamStack.Cli.Prove.Stage;

/// <summary>Whether memory that was looked at again and again has come to rest.</summary>
/// <param name="Minutes">How long it was looked at.</param>
/// <param name="LongEnough">Minutes before which it says little.</param>
/// <param name="Flat">What it may grow by in half of that time, as a part of what it is.</param>
internal sealed record Steadiness(double Minutes, double LongEnough, double Flat)
{
    /// <summary>The claim that these megabytes, at equal distances, stay what they are.</summary>
    public ProofClaim Of(string promise, double[] values, int rows)
    {
        double slope = Slope.OfSecondHalf(values) / (Minutes / rows);
        bool says = Minutes >= LongEnough && !double.IsNaN(slope);
        double mean = values.Skip(values.Length / 2).Average();
        // What a cache or an allocator still gathers is far below.
        return new ProofClaim(
            promise,
            $"{ProofReport.Figure(values[0])} MB at first, {ProofReport.Figure(values[^1])} MB at last, slope over the second half {ProofReport.Figure(slope)} MB a minute"
                + (says ? "" : $" (says little before {LongEnough} minutes)"),
            says ? slope * (Minutes / 2) < Math.Max(1, Flat * mean) : null);
    }
}
