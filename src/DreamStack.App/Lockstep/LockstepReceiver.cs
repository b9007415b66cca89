using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.App.Lockstep;

/// <summary>
/// The same world as a source's, run here: a whole state once, then nothing but inputs and a checksum a step. What the source did late
/// is done late here too, and a world that parts from the source's is noticed at the next checksum.
/// </summary>
public sealed class LockstepReceiver(World world, InputHandler apply, TimelineSettings settings)
{
    private readonly List<(long Step, ReadOnlyMemory<byte> Input)> _late = [];
    private bool _isLost = true;

    /// <summary>The record since the last whole state; null before the first.</summary>
    public Timeline? Timeline { get; private set; }

    /// <summary>Has a world that is where the source's was.</summary>
    public bool IsInStep => !_isLost;

    /// <summary>Checksums compared.</summary>
    public long Checked { get; private set; }

    /// <summary>Checksums that were not the source's.</summary>
    public long Diverged { get; private set; }

    /// <summary>Late inputs for which steps were run again.</summary>
    public long RolledBack { get; private set; }

    /// <summary>Whole states taken on.</summary>
    public long Keyframes { get; private set; }

    /// <summary>Takes the body of a message, borrowed; <paramref name="whole"/> for one with KEYFRAME.</summary>
    public LockstepOutcome Take(ReadOnlySpan<byte> body, bool whole)
    {
        if (!LockstepFrame.TryRead(body, whole, out LockstepFrame frame)) return LockstepOutcome.Invalid;
        if (whole) return TakeWhole(frame);
        // After a keyframe was asked for, everything until it comes belongs to another world.
        if (_isLost || Timeline is null) return LockstepOutcome.NeedsKeyframe;
        if (frame.Step != Timeline.Now)
        {
            if (frame.Step < Timeline.Begin || frame.Step > Timeline.End) return Lose(LockstepOutcome.NeedsKeyframe);
            Timeline.Seek(frame.Step);
        }

        ReadOnlySpan<byte> steps = frame.Rest;
        while (LockstepStep.TryRead(ref steps, out LockstepStep step))
        {
            LockstepOutcome outcome = TakeStep(Timeline, step);
            if (outcome != LockstepOutcome.InStep) return Lose(outcome);
        }

        return LockstepOutcome.InStep;
    }

    private LockstepOutcome TakeWhole(in LockstepFrame frame)
    {
        try
        {
            world.Restore(Snapshot.From(frame.Rest));
        }
        catch (ArgumentException)
        {
            // It is of another form: the source runs another version of this world.
            return Lose(LockstepOutcome.Invalid);
        }

        if (world.StepCount != frame.Step) return Lose(LockstepOutcome.Invalid);
        Timeline = new Timeline(world, apply, settings);
        _isLost = false;
        Keyframes++;
        return LockstepOutcome.InStep;
    }

    private LockstepOutcome TakeStep(Timeline timeline, in LockstepStep step)
    {
        bool isKnown = step.IsAgain && timeline.Now < timeline.End;
        if (!isKnown)
        {
            timeline.Cut();
            if (!TryAddInputs(timeline, step)) return LockstepOutcome.NeedsKeyframe;
        }

        timeline.Step();
        Checked++;
        if (timeline.ChecksumAt(timeline.Now) == step.Checksum && world.StepChecksum() == step.Checksum) return LockstepOutcome.InStep;
        Diverged++;
        return LockstepOutcome.Diverged;
    }

    private bool TryAddInputs(Timeline timeline, in LockstepStep step)
    {
        _late.Clear();
        ReadOnlySpan<byte> inputs = step.Inputs;
        while (LockstepStep.TryTake(ref inputs, out int back, out ReadOnlySpan<byte> input))
        {
            if (back > LockstepSource.MaxBack || timeline.Now - back < timeline.Begin) return false;
            if (back > 0) _late.Add((timeline.Now - back, input.ToArray()));
            else timeline.Add(input);
        }

        timeline.AddLate(_late);
        RolledBack += _late.Count;
        return true;
    }

    private LockstepOutcome Lose(LockstepOutcome why)
    {
        _isLost = true;
        return why;
    }
}
