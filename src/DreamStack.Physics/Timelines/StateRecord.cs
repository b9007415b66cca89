using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Timelines;

/// <summary>
/// The states of a record: one at each interval, and a ring of more around where the world has last been, so that going back a
/// little simulates little. When there are too many, every second one goes and the interval doubles.
/// </summary>
internal sealed class StateRecord(TimelineSettings settings)
{
    private const int MaxSpare = 16;
    private const long Gone = long.MaxValue / 2;

    private readonly List<Snapshot> _kept = [];
    private readonly Snapshot?[] _recent = new Snapshot?[settings.RecentStates];
    private readonly Stack<Snapshot> _spare = new();
    private long _shared = -1;

    /// <summary>Steps from one kept state to the next.</summary>
    public int Interval { get; private set; } = settings.KeyframeInterval;

    public long Begin => _kept[0].Step;

    /// <summary>Bytes of the states kept at intervals.</summary>
    public long Bytes { get; private set; }

    /// <summary>Shares the states of another record up to a step: neither may write to their memory any more.</summary>
    public void Share(StateRecord from, long step)
    {
        Interval = from.Interval;
        foreach (Snapshot kept in from._kept)
        {
            if (kept.Step <= step) Append(kept);
        }

        _shared = Math.Max(from._shared, step);
        from._shared = _shared;
    }

    /// <summary>Keeps the world's state if its step is one of those to keep and is not there.</summary>
    public void Note(World world)
    {
        long step = world.StepCount;
        if (_kept.Count == 0 || (step % Interval == 0 && step > _kept[^1].Step)) Keep(world);
        else if (_recent.Length > 0 && step % settings.RecentInterval == 0 && Nearest(step).Step != step) KeepRecent(world);
    }

    /// <summary>The last state at a step or before it.</summary>
    public Snapshot Nearest(long step)
    {
        Snapshot found = _kept[LastUpTo(step)];
        foreach (Snapshot? recent in _recent)
        {
            if (recent is not null && recent.Step <= step && recent.Step > found.Step) found = recent;
        }

        return found;
    }

    /// <summary>The first state at a step or after it, of these and one more; null when there is none.</summary>
    public Snapshot? EarliestFrom(long step, Snapshot also)
    {
        Snapshot? found = also.Step >= step ? also : null;
        foreach (Snapshot? state in _kept.Concat(_recent))
        {
            if (state is not null && state.Step >= step && state.Step != Gone && (found is null || state.Step < found.Step)) found = state;
        }

        return found;
    }

    public void CutAfter(long step)
    {
        int first = LastUpTo(step) + 1;
        for (int i = first; i < _kept.Count; i++) Drop(_kept[i]);
        _kept.RemoveRange(first, _kept.Count - first);
        foreach (Snapshot? recent in _recent)
        {
            if (recent is not null && recent.Step > step) recent.Step = Gone;
        }
    }

    /// <summary>Drops what lies before the last state at a step or before it.</summary>
    public void CutBefore(long step)
    {
        int first = LastUpTo(step);
        for (int i = 0; i < first; i++) Drop(_kept[i]);
        _kept.RemoveRange(0, first);
    }

    private int LastUpTo(long step)
    {
        int low = 0, high = _kept.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_kept[middle].Step <= step) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private void Keep(World world)
    {
        Snapshot kept = _spare.TryPop(out Snapshot? spare) ? spare : new Snapshot();
        world.Save(kept);
        Append(kept);
        while (_kept.Count > 2 && (_kept.Count > settings.MaxKeyframes || Bytes > settings.MaxKeyframeBytes)) Thin();
    }

    // What is furthest from here goes first; what is of a past that is no more lies further than anything.
    private void KeepRecent(World world)
    {
        int furthest = 0;
        for (int i = 1; i < _recent.Length; i++)
        {
            if (DistanceOf(i, world.StepCount) > DistanceOf(furthest, world.StepCount)) furthest = i;
        }

        world.Save(_recent[furthest] ??= new Snapshot());
    }

    private long DistanceOf(int recent, long step) => _recent[recent] is { } kept ? Math.Abs(kept.Step - step) : long.MaxValue;

    private void Append(Snapshot kept)
    {
        _kept.Add(kept);
        Bytes += kept.Size;
    }

    // The first stays, and the last may be off the new interval: the next one follows it at a multiple.
    private void Thin()
    {
        Interval *= 2;
        int left = 1;
        for (int i = 1; i < _kept.Count; i++)
        {
            if (_kept[i].Step % Interval == 0) _kept[left++] = _kept[i];
            else Drop(_kept[i]);
        }

        _kept.RemoveRange(left, _kept.Count - left);
    }

    private void Drop(Snapshot dropped)
    {
        Bytes -= dropped.Size;
        if (dropped.Step > _shared && _spare.Count < MaxSpare) _spare.Push(dropped);
    }
}
