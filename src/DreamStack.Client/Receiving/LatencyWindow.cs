namespace DreamStack.Client.Receiving;

/// <summary>Remembers when inputs left and how long the newest 512 took to show; not thread-safe.</summary>
internal sealed class LatencyWindow(TimeProvider time)
{
    private const int Waiting = 1024;
    private const int Kept = 512;
    private readonly (uint Input, long Sent)[] _waiting = new (uint, long)[Waiting];
    private readonly double[] _kept = new double[Kept];
    private int _count;

    public void Sent(uint input) => _waiting[input % Waiting] = (input, time.GetTimestamp());

    /// <summary>The input shows: how long it took; null for a second sign of it, or one too old to be remembered.</summary>
    public TimeSpan? Shown(uint input)
    {
        ref (uint Input, long Sent) slot = ref _waiting[input % Waiting];
        if (slot.Sent == 0 || slot.Input != input) return null;
        TimeSpan took = time.GetElapsedTime(slot.Sent);
        _kept[_count++ % Kept] = took.TotalMilliseconds;
        slot = default;
        return took;
    }

    /// <summary>The latency that this share of the newest did not exceed; null before the first.</summary>
    public TimeSpan? Percentile(double share)
    {
        int count = Math.Min(_count, Kept);
        if (count == 0) return null;
        double[] sorted = _kept[..count];
        Array.Sort(sorted);
        return TimeSpan.FromMilliseconds(sorted[(int)Math.Min(count - 1, share * count)]);
    }
}
