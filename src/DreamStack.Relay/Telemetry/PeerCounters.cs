namespace DreamStack.Relay.Telemetry;

/// <summary>What one connection has counted: its one reader counts in, its one writer counts out, anybody may look.</summary>
internal sealed class PeerCounters(TimeProvider time)
{
    private SampledRate _rateOut = new(time);
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

    /// <summary>To be called about once a second, by one thread: the rate is that since the call before.</summary>
    public void Sample() => _rateOut.Sample(time, BytesOut);

    public void CountIn(long bytes)
    {
        Volatile.Write(ref _messagesIn, _messagesIn + 1);
        Volatile.Write(ref _bytesIn, _bytesIn + bytes);
    }

    public void CountOut(int messages, long bytes)
    {
        Volatile.Write(ref _messagesOut, _messagesOut + messages);
        Volatile.Write(ref _bytesOut, _bytesOut + bytes);
    }
}
