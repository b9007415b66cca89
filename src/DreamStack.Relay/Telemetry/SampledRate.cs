namespace DreamStack.Relay.Telemetry;

/// <summary>How fast a total grows, looked at now and then: it costs nothing where it is counted. One thread samples, any reads.</summary>
internal struct SampledRate(TimeProvider time)
{
    // Shorter would show every pause between two pictures.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private long _at = time.GetTimestamp();
    private long _total;
    private double _perSecond;

    /// <summary>How much a second, from the last sample to the one before.</summary>
    public readonly double PerSecond => Volatile.Read(in _perSecond);

    /// <summary>Notes what the total is now; too soon after the last time it does nothing.</summary>
    public void Sample(TimeProvider time, long total)
    {
        TimeSpan passed = time.GetElapsedTime(_at);
        if (passed < Least) return;
        Volatile.Write(ref _perSecond, (total - _total) / passed.TotalSeconds);
        _at = time.GetTimestamp();
        _total = total;
    }
}
