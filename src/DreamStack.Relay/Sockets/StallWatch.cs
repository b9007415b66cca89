using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Sockets;

/// <summary>Notices a connection that has something to send and whose other end takes no byte of it. One asker at a time.</summary>
internal struct StallWatch
{
    private long? _taken;
    private long _since;
    private bool _watching;

    /// <summary>
    /// True when nothing was taken for too long though something is <paramref name="sending"/>, or lies unsent in the system while the other
    /// end answers that it has no room; <paramref name="seen"/> is null where the system says nothing.
    /// </summary>
    public bool IsStalled(bool sending, Drained? seen, TimeProvider time, TimeSpan patience)
    {
        long? taken = seen?.Taken;
        sending |= seen is { Unsent: > 0 } known && known.Heard < patience;
        // Where nothing is known, nothing is held against anybody: a slow link looks the same as a dead one.
        if (sending && _watching && taken is not null && taken == _taken) return time.GetElapsedTime(_since) >= patience;
        _watching = sending;
        _taken = taken;
        _since = time.GetTimestamp();
        return false;
    }
}
