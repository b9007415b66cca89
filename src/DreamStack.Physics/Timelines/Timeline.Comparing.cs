using DreamStack.Physics.Snapshots;

namespace DreamStack.Physics.Timelines;

public sealed partial class Timeline
{
    /// <summary>
    /// The first step whose checksums differ, and there the first body and field; null when the records and the worlds agree. A
    /// difference that the records cannot repeat, as something changed a world behind its record, is looked for in the worlds as
    /// they are now.
    /// </summary>
    public Divergence? FindDivergence(Timeline other)
    {
        ArgumentNullException.ThrowIfNull(other);
        long step = Math.Max(Begin, other.Begin) + 1, last = Math.Min(End, other.End);
        while (step <= last && ChecksumAt(step) == other.ChecksumAt(step)) step++;
        Divergence? now = Now == other.Now ? World.FindDivergence(other.World.Save()) : null;
        if (step > last) return now;
        Divergence? then = DivergenceAt(step, other);
        return then ?? (now is { } found ? found with { Step = step } : new Divergence(step, "checksum", -1, "checksum", (uint)ChecksumAt(step), (uint)other.ChecksumAt(step)));
    }

    private Divergence? DivergenceAt(long step, Timeline other)
    {
        // As they are and not as they would be simulated again: one may have been tampered with.
        (Snapshot mine, Snapshot theirs) = (World.Save(), other.World.Save());
        Seek(step);
        other.Seek(step);
        Divergence? found = World.FindDivergence(other.World.Save());
        World.Restore(mine);
        other.World.Restore(theirs);
        return found;
    }
}
