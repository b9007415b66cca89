namespace DreamStack.Streaming.Flow;

/// <summary>The PriorityQueue of frames: what waits for one peer, by class, bounded and stable. Not thread-safe; warm, it allocates nothing.</summary>
/// <remarks>
/// Use: <see cref="Offer"/> each message with its class and <see cref="TryTake"/> while the socket has room; within a class
/// the order of offering is kept. Items that are dropped go to the callback given, so that shared bytes can be released.
/// When <see cref="NeedsWhole"/> says so, offer a whole picture or a SignalSync: until then changes of that class are
/// coalesced, because they would have nothing to stand on.
/// </remarks>
/// <typeparam name="T">What waits: a buffer, or a number that stands for one.</typeparam>
public sealed class FramePriorityQueue<T>
{
    private const int Classes = (int)FrameClass.Picture + 1;
    private readonly TimeProvider _time;
    private readonly FrameQueueLimits _limits;
    private readonly Action<T> _dropped;
    private readonly FrameRing<T>[] _rings = new FrameRing<T>[Classes];
    private readonly long[] _drops = new long[Classes];
    private readonly bool[] _needsWhole = new bool[Classes];

    /// <summary>An empty queue; <paramref name="dropped"/> gets each item that was queued, or coalesced at once, and will not be taken.</summary>
    public FramePriorityQueue(TimeProvider time, FrameQueueLimits? limits = null, Action<T>? dropped = null)
    {
        _time = time;
        _limits = limits ?? new FrameQueueLimits();
        _dropped = dropped ?? (static _ => { });
    }

    /// <summary>Messages that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that wait.</summary>
    public long Bytes { get; private set; }

    /// <summary>Messages of a class that wait.</summary>
    public int CountOf(FrameClass frameClass) => _rings[(int)frameClass].Count;

    /// <summary>Messages of a class that were dropped or coalesced.</summary>
    public long DroppedOf(FrameClass frameClass) => _drops[(int)frameClass];

    /// <summary>Changes of this class were lost: it goes on with a whole picture or state.</summary>
    public bool NeedsWhole(FrameClass frameClass) => _needsWhole[(int)frameClass];

    /// <summary>What waits of the class is void, as after a mode switch; signal and pictures go on with a whole one.</summary>
    public void Restart(FrameClass frameClass)
    {
        DropAll(frameClass);
        _needsWhole[(int)frameClass] = frameClass >= FrameClass.Signal;
    }

    /// <summary>Queues a message; <paramref name="whole"/> marks a picture or signal state that needs nothing before it.</summary>
    public Offered Offer(FrameClass frameClass, T item, int bytes, bool whole = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (frameClass >= FrameClass.Signal)
        {
            if (whole) Supersede(frameClass);
            else if (_needsWhole[(int)frameClass] || !HasRoom(frameClass, bytes)) return Coalesce(frameClass, item);
        }
        else if (frameClass == FrameClass.Control)
        {
            if (!HasRoom(frameClass, bytes)) return Offered.Refused;
        }
        else
        {
            while (!HasRoom(frameClass, bytes)) Drop(frameClass);
        }

        _rings[(int)frameClass].Add(item, bytes, _time.GetTimestamp());
        Count++;
        Bytes += bytes;
        return Offered.Queued;
    }

    /// <summary>The next message to send; haptics that are too old by now are dropped on the way.</summary>
    public bool TryTake(out T item, out FrameClass frameClass)
    {
        while (CountOf(FrameClass.Haptic) > 0
            && _time.GetElapsedTime(_rings[(int)FrameClass.Haptic].OldestAt) > _limits.MaxHapticAge)
        {
            Drop(FrameClass.Haptic);
        }

        for (frameClass = FrameClass.Control; (int)frameClass < Classes; frameClass++)
        {
            if (CountOf(frameClass) == 0) continue;
            item = Remove(frameClass);
            return true;
        }

        (item, frameClass) = (default!, FrameClass.Control);
        return false;
    }

    /// <summary>Drops everything: the peer is gone.</summary>
    public void Clear()
    {
        for (FrameClass each = FrameClass.Control; (int)each < Classes; each++) DropAll(each);
        Array.Clear(_needsWhole);
    }

    private bool HasRoom(FrameClass frameClass, int bytes)
    {
        ref FrameRing<T> ring = ref _rings[(int)frameClass];
        return ring.Count == 0
            || (ring.Count < _limits.MessagesOf(frameClass) && ring.Bytes + bytes <= _limits.BytesPerClass);
    }

    private void Supersede(FrameClass frameClass)
    {
        DropAll(frameClass);
        _needsWhole[(int)frameClass] = false;
    }

    private Offered Coalesce(FrameClass frameClass, T item)
    {
        DropAll(frameClass);
        _needsWhole[(int)frameClass] = true;
        _drops[(int)frameClass]++;
        _dropped(item);
        return Offered.Coalesced;
    }

    private void DropAll(FrameClass frameClass)
    {
        while (CountOf(frameClass) > 0) Drop(frameClass);
    }

    private void Drop(FrameClass frameClass)
    {
        T item = Remove(frameClass);
        _drops[(int)frameClass]++;
        _dropped(item);
    }

    private T Remove(FrameClass frameClass)
    {
        ref FrameRing<T> ring = ref _rings[(int)frameClass];
        long before = ring.Bytes;
        T item = ring.Take();
        Count--;
        Bytes -= before - ring.Bytes;
        return item;
    }
}
