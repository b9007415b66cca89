namespace DreamStack.Cli.Prove.Stage;

/// <summary>How fast something grew.</summary>
internal static class Slope
{
    /// <summary>By how much a step, by least squares, over the second half of the values; NaN when there are too few.</summary>
    public static double OfSecondHalf(IReadOnlyList<double> values)
    {
        double[] half = [.. values.Skip(values.Count / 2)];
        if (half.Length < 3) return double.NaN;
        double middle = (half.Length - 1) / 2.0, mean = half.Average();
        double along = 0, across = 0;
        for (int i = 0; i < half.Length; i++)
        {
            along += (i - middle) * (half[i] - mean);
            across += (i - middle) * (i - middle);
        }

        return along / across;
    }
}
