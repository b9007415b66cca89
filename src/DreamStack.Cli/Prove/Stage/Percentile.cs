namespace DreamStack.Cli.Prove.Stage;

/// <summary>Percentiles of what was measured one by one.</summary>
internal static class Percentile
{
    /// <summary>The value that this part of all are not above; NaN of none.</summary>
    public static double Of(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
