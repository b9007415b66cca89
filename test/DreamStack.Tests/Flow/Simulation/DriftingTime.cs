namespace DreamStack.Tests.Flow.Simulation;

/// <summary>A clock that began elsewhere and runs a little fast or slow.</summary>
internal sealed class DriftingTime(double ppm, double offsetMs) : TimeProvider
{
    private double _nowMs;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => (long)(LocalMs(_nowMs) * 1000);

    public void MoveTo(double trueMs) => _nowMs = trueMs;

    /// <summary>What a policy that began at true time 0 calls this moment.</summary>
    public ulong LocalUsAt(double trueMs) => (ulong)((LocalMs(trueMs) - LocalMs(0)) * 1000);

    private double LocalMs(double trueMs) => offsetMs + (trueMs * (1 + (ppm * 1e-6)));
}
