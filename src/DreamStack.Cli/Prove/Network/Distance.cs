namespace DreamStack.Cli.Prove.Network;

/// <summary>What lies between two ends of a long way.</summary>
internal sealed record Distance
{
    /// <summary>How long a packet takes there and another takes back.</summary>
    public TimeSpan RoundTrip { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>What each connection's last mile carries.</summary>
    public long BitsPerSecond { get; init; } = 20_000_000;

    /// <summary>What waits in front of the last mile before packets are dropped there.</summary>
    public int QueueBytes { get; init; } = 256 * 1024;

    /// <summary>The share of packets that never arrive, 0 to 1.</summary>
    public double Loss { get; init; } = 0.01;

    /// <summary>Which packets those are.</summary>
    public int Seed { get; init; } = 1;
}
