namespace DreamStack.Streaming.Flow;

/// <summary>
/// Tells a longer way from a queue: what is on its way runs out, then one message goes alone. A queue of the sender's own making is gone
/// by then; a way that became longer still is.
/// </summary>
internal sealed class WayProbe
{
    private const long EveryUs = 10_000_000;
    // What takes longer to run out was a queue.
    private const long MaxUs = 900_000;
    private long _beganUs = -EveryUs;
    private ushort? _alone;
    private bool _foundQueue;

    /// <summary>A probe is under way: nothing is judged.</summary>
    public bool IsOut { get; private set; }

    /// <summary>The smallest delay before the probe: the way became longer by no more than that.</summary>
    public long LeastUs { get; private set; }

    public bool MayBegin(long nowUs) => !IsOut && nowUs - _beganUs >= EveryUs;

    public void Begin(long nowUs, long leastUs)
    {
        (IsOut, _alone, _beganUs, LeastUs) = (true, null, nowUs, leastUs);
    }

    public void Sent(ushort seq, bool alone)
    {
        if (IsOut && alone) _alone ??= seq;
    }

    public bool IsAnswered(ushort decoded) => IsOut && _alone is { } alone && (short)(decoded - alone) >= 0;

    public bool IsOverdue(long nowUs, long tripUs) => nowUs - _beganUs > tripUs + MaxUs;

    /// <summary>The answer is there: a queue, or a longer way.</summary>
    public void End(bool queue) => (IsOut, _foundQueue) = (false, queue);

    /// <summary>True once after a probe that found a queue.</summary>
    public bool TakeQueue()
    {
        bool found = _foundQueue;
        _foundQueue = false;
        return found;
    }
}
