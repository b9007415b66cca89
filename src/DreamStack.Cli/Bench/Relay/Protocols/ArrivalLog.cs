namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>When the newest messages were sent, and how long each took to whoever got it.</summary>
internal sealed class ArrivalLog(TimeProvider time)
{
    private readonly long[] _sentAt = new long[ushort.MaxValue + 1];
    private readonly List<double> _micros = [];

    /// <summary>Arrivals are counted from now on.</summary>
    public bool IsOn { get; set; }

    public void Sent(ushort seq) => _sentAt[seq] = time.GetTimestamp();

    public void Note(ushort seq)
    {
        if (IsOn) _micros.Add(time.GetElapsedTime(_sentAt[seq]).TotalMicroseconds);
    }

    /// <summary>The time, in milliseconds, within which this share of the messages arrived.</summary>
    public double Percentile(double share)
    {
        if (_micros.Count == 0) return double.NaN;
        double[] sorted = [.. _micros.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))] / 1e3;
    }
}
