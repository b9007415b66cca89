namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>The middle of some rounds, and between what they lay.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IReadOnlyCollection<double> rounds)
    {
        double[] sorted = [.. rounds.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    public override string ToString() => Least == Most
        ? MetricText.Write(Median)
        : $"{MetricText.Write(Median)} ({MetricText.Write(Least)}–{MetricText.Write(Most)})";
}
