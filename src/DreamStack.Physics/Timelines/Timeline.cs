using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Timelines;

/// <summary>
/// A world's recorded past: inputs and, now and then, a whole state. Any step can be gone to, and an input that comes late
/// is applied where it belongs and the steps since are simulated again. All changes of the world go through inputs.
/// </summary>
public sealed class Timeline
{
    private readonly InputHandler _apply;
    private readonly List<TimelineInput> _inputs = [];
    private readonly List<Snapshot> _keyframes = [];
    private readonly List<ulong> _checksums = [];
    private readonly long _first;

    /// <summary>Begins with the world as it is.</summary>
    public Timeline(World world, InputHandler apply, TimelineSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(apply);
        Settings = settings ?? new TimelineSettings();
        Settings.Validate();
        World = world;
        _apply = apply;
        _first = End = world.StepCount;
        Keep();
    }

    private Timeline(Timeline from, World world)
    {
        (World, _apply, Settings, _first) = (world, from._apply, from.Settings, from._first);
        End = from.Now;
        _inputs.AddRange(from._inputs.Where(input => input.Step < from.Now));
        _keyframes.AddRange(from._keyframes.Where(kept => kept.Step <= from.Now));
        _checksums.AddRange(from._checksums.Take((int)(from.Now - _first)));
        world.Restore(from.World.Save());
    }

    /// <summary>The world at <see cref="Now"/>.</summary>
    public World World { get; }

    /// <summary>How it records.</summary>
    public TimelineSettings Settings { get; }

    /// <summary>Step the world is at.</summary>
    public long Now => World.StepCount;

    /// <summary>The first step there is a state of.</summary>
    public long Begin => _keyframes[0].Step;

    /// <summary>The last step recorded.</summary>
    public long End { get; private set; }

    /// <summary>Bytes of the states kept.</summary>
    public long KeyframeBytes => _keyframes.Sum(kept => (long)kept.Size);

    /// <summary>Adds an input before the next step; what was recorded after now is dropped.</summary>
    public void Add(ReadOnlySpan<byte> input)
    {
        CutAfterNow();
        _inputs.Add(new TimelineInput(Now, input.ToArray()));
    }

    /// <summary>One step on: with its recorded inputs when it lies in the past, else a new one.</summary>
    public void Step()
    {
        foreach (TimelineInput input in InputsAt(Now)) _apply(World, input.Bytes);
        World.Step(Settings.StepSeconds);
        if (Now <= End) return;
        End = Now;
        _checksums.Add(World.StepChecksum());
        if (Now % Settings.KeyframeInterval == 0) Keep();
    }

    /// <summary>Goes to a step of the record.</summary>
    public void Seek(long step)
    {
        if (step < Begin || step > End) throw new ArgumentOutOfRangeException(nameof(step), step, $"The record goes from {Begin} to {End}.");
        Snapshot from = KeyframeAt(step);
        if (step < Now || from.Step > Now) World.Restore(from);
        while (Now < step) Step();
    }

    /// <summary>
    /// Adds an input before a past step, after those it has, and simulates from there to the end again.
    /// </summary>
    public void AddLate(long step, ReadOnlySpan<byte> input)
    {
        if (step < Begin || step > End) throw new ArgumentOutOfRangeException(nameof(step), step, $"The record goes from {Begin} to {End}.");
        int at = _inputs.FindIndex(known => known.Step > step);
        _inputs.Insert(at < 0 ? _inputs.Count : at, new TimelineInput(step, input.ToArray()));
        Resimulate(step);
    }

    /// <summary>Adds inputs before past steps, in this order and after those that are there, and simulates from the earliest to the end again.</summary>
    public void AddLate(IReadOnlyList<(long Step, ReadOnlyMemory<byte> Input)> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0) return;
        long earliest = End;
        foreach ((long step, _) in inputs)
        {
            if (step < Begin || step > End) throw new ArgumentOutOfRangeException(nameof(inputs), step, $"The record goes from {Begin} to {End}.");
            earliest = Math.Min(earliest, step);
        }

        foreach ((long step, ReadOnlyMemory<byte> input) in inputs)
        {
            int at = _inputs.FindIndex(known => known.Step > step);
            _inputs.Insert(at < 0 ? _inputs.Count : at, new TimelineInput(step, input.ToArray()));
        }

        Resimulate(earliest);
    }

    /// <summary>The inputs that act before the step after this one, in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> InputsOf(long step) => InputsAt(step).Select(input => (ReadOnlyMemory<byte>)input.Bytes);

    /// <summary>Drops what was recorded after now.</summary>
    public void Cut() => CutAfterNow();

    /// <summary>Simulates from a past step to the end again, as a late input does.</summary>
    public void Resimulate(long fromStep)
    {
        long end = End;
        Seek(Math.Min(fromStep, end));
        _keyframes.RemoveAll(kept => kept.Step > Now);
        _checksums.RemoveRange((int)(Now - _first), _checksums.Count - (int)(Now - _first));
        End = Now;
        while (Now < end) Step();
    }

    /// <summary>A timeline of its own in another world, which shares this one's past up to now.</summary>
    public Timeline Branch(World into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (into == World) throw new ArgumentException("A branch needs a world of its own.", nameof(into));
        if (into.Settings with { Path = World.Settings.Path, Workers = World.Settings.Workers } != World.Settings)
        {
            throw new ArgumentException("A branch needs a world of the same settings, registers and workers aside.", nameof(into));
        }

        return new Timeline(this, into);
    }

    /// <summary>Checksum of the world after a recorded step.</summary>
    public ulong ChecksumAt(long step) =>
        step > _first && step <= End ? _checksums[(int)(step - _first - 1)] : throw new ArgumentOutOfRangeException(nameof(step), step, $"There are checksums from {_first + 1} to {End}.");

    /// <summary>The first step whose checksums differ, and there the first body and field; null when the records agree.</summary>
    public Divergence? FindDivergence(Timeline other)
    {
        ArgumentNullException.ThrowIfNull(other);
        long first = Math.Max(Begin, other.Begin) + 1, last = Math.Min(End, other.End);
        for (long step = first; step <= last; step++)
        {
            if (ChecksumAt(step) == other.ChecksumAt(step)) continue;
            (long mine, long theirs) = (Now, other.Now);
            Seek(step);
            other.Seek(step);
            Divergence? found = World.FindDivergence(other.World.Save());
            Seek(mine);
            other.Seek(theirs);
            return found;
        }

        return null;
    }

    private IEnumerable<TimelineInput> InputsAt(long step)
    {
        int low = 0, high = _inputs.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_inputs[middle].Step < step) low = middle + 1;
            else high = middle;
        }

        for (int i = low; i < _inputs.Count && _inputs[i].Step == step; i++) yield return _inputs[i];
    }

    private Snapshot KeyframeAt(long step) => _keyframes.FindLast(kept => kept.Step <= step)!;

    private void CutAfterNow()
    {
        if (Now == End) return;
        _inputs.RemoveAll(input => input.Step >= Now);
        _keyframes.RemoveAll(kept => kept.Step > Now);
        _checksums.RemoveRange((int)(Now - _first), _checksums.Count - (int)(Now - _first));
        End = Now;
    }

    private void Keep()
    {
        Snapshot kept = World.Save();
        if (_keyframes.Count == Settings.MaxKeyframes) _keyframes.RemoveAt(1);
        _keyframes.Add(kept);
    }
}
