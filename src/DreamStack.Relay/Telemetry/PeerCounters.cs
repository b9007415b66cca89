namespace DreamStack.Relay.Telemetry;

/// <summary>What one connection has counted.</summary>
internal sealed class PeerCounters(TimeProvider time)
{
    private readonly RateMeter _rateOut = new(time);
    private long _bytesIn;
    private long _bytesOut;
    private long _messagesIn;
    private long _messagesOut;
    private long _rttUs = -1;
    private long _heardAt = time.GetTimestamp();

    public long BytesIn => Interlocked.Read(ref _bytesIn);

    public long BytesOut => Interlocked.Read(ref _bytesOut);

    public double BytesOutPerSecond => _rateOut.PerSecond;

    public long MessagesIn => Interlocked.Read(ref _messagesIn);

    public long MessagesOut => Interlocked.Read(ref _messagesOut);

    /// <summary>The newest round trip in microseconds; negative when none was measured.</summary>
    public long RttUs
    {
        get => Interlocked.Read(ref _rttUs);
        set => Interlocked.Exchange(ref _rttUs, value);
    }

    /// <summary>How long ago the last bytes came; since the connection began, before the first.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    public void Hear() => Interlocked.Exchange(ref _heardAt, time.GetTimestamp());

    public void CountIn(long bytes)
    {
        Interlocked.Increment(ref _messagesIn);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    public void CountOut(int messages, long bytes)
    {
        Interlocked.Add(ref _messagesOut, messages);
        Interlocked.Add(ref _bytesOut, bytes);
        _rateOut.Add(bytes);
    }
}
