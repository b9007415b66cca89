using DreamStack.Physics.Snapshots;

namespace DreamStack.Physics.Timelines;

public sealed partial class Timeline
{
    /// <summary>
    /// The first step whose checksums differ, and there the first body and field; null when the records and the worlds agree. A
    /// difference that the inputs cannot repeat, as something changed a world behind its record, is looked for in the states that
    /// were kept since and in the worlds as they are: its step is the first that differs, its numbers are those found there.
    /// </summary>
    public Divergence? FindDivergence(Timeline other)
    {
        ArgumentNullException.ThrowIfNull(other);
        World.ThrowIfTelling();
        other.World.ThrowIfTelling();
        long begin = Math.Max(Begin, other.Begin), last = Math.Min(End, other.End), step = begin + 1;
        while (step <= last && ChecksumAt(step) == other.ChecksumAt(step)) step++;
        // As they are and not as they would be simulated again: one may have been tampered with.
        (Snapshot mine, Snapshot theirs) = (World.Save(), other.World.Save());
        try
        {
            if (step > last) return Now == other.Now ? World.FindDivergence(theirs) : Earlier(Of(mine, other), ByThis(theirs));
            if (step == begin + 1 && Simulated(begin, other) is { } atFirst) return atFirst;
            if (Simulated(step, other) is { } found) return found;
            Divergence? later = Earlier(Of(_states.EarliestFrom(step, mine), other), ByThis(other._states.EarliestFrom(step, theirs)));
            return later is { } seen ? seen with { Step = step } : new Divergence(step, "checksum", -1, "checksum", (uint)ChecksumAt(step), (uint)other.ChecksumAt(step));
        }
        finally
        {
            World.Restore(mine);
            other.World.Restore(theirs);
        }
    }

    private static Divergence? Earlier(Divergence? one, Divergence? two) => one is null || (two is { } second && second.Step < one.Value.Step) ? two : one;

    private Divergence? Simulated(long step, Timeline other)
    {
        Return(step);
        other.Return(step);
        return World.FindDivergence(other.World.Save());
    }

    // A state of this record against what the other comes to there.
    private Divergence? Of(Snapshot? state, Timeline other)
    {
        if (state is null || state.Step < other.Begin || state.Step > other.End) return null;
        World.Restore(state);
        other.Return(state.Step);
        return World.FindDivergence(other.World.Save());
    }

    // What this record comes to against a state of another.
    private Divergence? ByThis(Snapshot? state)
    {
        if (state is null || state.Step < Begin || state.Step > End) return null;
        Return(state.Step);
        return World.FindDivergence(state);
    }
}
