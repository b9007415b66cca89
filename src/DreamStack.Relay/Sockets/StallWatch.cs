namespace DreamStack.Relay.Sockets;

/// <summary>Notices a connection that has something to send and whose other end takes no byte of it. One asker at a time.</summary>
internal struct StallWatch
{
    private long? _taken;
    private long _since;
    private bool _watching;

    /// <summary>True when nothing was taken for too long; <paramref name="taken"/> is how much was so far, where that is known.</summary>
    public bool IsStalled(bool sending, long? taken, TimeProvider time, TimeSpan patience)
    {
        // Where nothing is known, nothing is held against anybody: a slow link looks the same as a dead one.
        if (sending && _watching && taken is not null && taken == _taken) return time.GetElapsedTime(_since) >= patience;
        _watching = sending;
        _taken = taken;
        _since = time.GetTimestamp();
        return false;
    }
}
