namespace DreamStack.Cli.Prove.Wan.Peers;

/// <summary>What has come to one kind of viewers while it was counted.</summary>
internal sealed class Arrivals
{
    /// <summary>Milliseconds from a picture's sending to its last byte.</summary>
    public List<double> Pictures { get; } = [];

    /// <summary>As for pictures.</summary>
    public List<double> Sounds { get; } = [];

    /// <summary>Milliseconds from an input's sending to the picture that shows its effect.</summary>
    public List<double> Inputs { get; } = [];

    /// <summary>Pictures that are not as the source sent them, but one that stands for several.</summary>
    public long CaughtUp { get; set; }

    /// <summary>Bytes of messages.</summary>
    public long Bytes { get; set; }

    /// <summary>Pictures compared with the source's hash.</summary>
    public long Checked { get; set; }

    /// <summary>Pictures that were not as the source's.</summary>
    public long Diverged { get; set; }

    public static double Percentile(List<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
