namespace DreamStack.Cli.Prove.Stage;

/// <summary>How fast something grew.</summary>
internal static class Slope
{
    /// <summary>
    /// By how much a step over the second half of the values: the median of the slopes between any two of them (Theil–Sen), which one
    /// value out of line does not move; NaN when there are too few.
    /// </summary>
    public static double OfSecondHalf(IReadOnlyList<double> values)
    {
        double[] half = [.. values.Skip(values.Count / 2)];
        if (half.Length < 3) return double.NaN;
        List<double> slopes = [];
        for (int i = 0; i < half.Length; i++)
        {
            for (int j = i + 1; j < half.Length; j++) slopes.Add((half[j] - half[i]) / (j - i));
        }

        slopes.Sort();
        return (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }
}
