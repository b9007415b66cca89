using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Timelines;

/// <summary>
/// A world's recorded past: inputs and, now and then, a whole state. Any step can be gone to, and an input that comes late
/// is applied where it belongs and the steps since are simulated again. All changes of the world go through inputs.
/// </summary>
public sealed partial class Timeline
{
    private readonly InputHandler _apply;
    private readonly InputRecord _inputs = new();
    private readonly StateRecord _states;
    private readonly List<ulong> _checksums = [];

    // The step whose checksum would come before the first that is kept.
    private long _first;

    /// <summary>Begins with the world as it is.</summary>
    public Timeline(World world, InputHandler apply, TimelineSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(apply);
        Settings = settings ?? new TimelineSettings();
        Settings.Validate();
        World = world;
        _apply = apply;
        _states = new StateRecord(Settings);
        _first = End = world.StepCount;
        _states.Note(world);
    }

    private Timeline(Timeline from, World world)
    {
        (World, _apply, Settings, _first, End) = (world, from._apply, from.Settings, from._first, from.Now);
        _inputs.AddUpTo(from._inputs, from.Now);
        _states = new StateRecord(Settings);
        _states.Share(from._states, from.Now);
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
    public long Begin => _states.Begin;

    /// <summary>The last step recorded.</summary>
    public long End { get; private set; }

    /// <summary>Steps from one kept state to the next: as the settings say, doubled whenever there came to be too many.</summary>
    public int KeyframeInterval => _states.Interval;

    /// <summary>Bytes of the states kept at intervals.</summary>
    public long KeyframeBytes => _states.Bytes;

    /// <summary>Adds an input before the next step; what was recorded after now is dropped.</summary>
    public void Add(ReadOnlySpan<byte> input)
    {
        Cut();
        _inputs.Add(new TimelineInput(Now, input.ToArray()));
    }

    /// <summary>
    /// One step on: with its recorded inputs when it lies in the past, else a new one. When an input cannot be applied, the world
    /// stays before the step and what is new of its inputs is dropped.
    /// </summary>
    public void Step()
    {
        World.ThrowIfTelling();
        long now = Now;
        bool isNew = now == End;
        try
        {
            ApplyInputs();
        }
        catch
        {
            if (isNew) _inputs.CutFrom(now);
            Return(now);
            throw;
        }

        try
        {
            Move();
        }
        catch when (World.IsTorn)
        {
            Return(now);
            throw;
        }
    }

    /// <summary>Goes to a step of the record.</summary>
    public void Seek(long step)
    {
        ThrowIfOutside(step, nameof(step));
        World.ThrowIfTelling();
        if (World.IsTorn || step < Now || _states.Nearest(step).Step > Now) World.Restore(_states.Nearest(step));
        Simulate(step);
    }

    /// <summary>
    /// Adds an input before a past step, after those it has, and simulates from there to the end again.
    /// </summary>
    public void AddLate(long step, ReadOnlySpan<byte> input) => AddLate([(step, input.ToArray())]);

    /// <summary>
    /// Adds inputs before past steps, in this order and after those that are there, and simulates from the earliest to the end
    /// again. When one of them cannot be applied, none is added and the record is as it was.
    /// </summary>
    public void AddLate(IReadOnlyList<(long Step, ReadOnlyMemory<byte> Input)> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        World.ThrowIfTelling();
        if (inputs.Count == 0) return;
        long earliest = End;
        foreach ((long step, _) in inputs)
        {
            ThrowIfOutside(step, nameof(inputs));
            earliest = Math.Min(earliest, step);
        }

        long end = End;
        TimelineInput[] added = [.. inputs.Select(input => new TimelineInput(input.Step, input.Input.ToArray()))];
        foreach (TimelineInput input in added) _inputs.Add(input);
        try
        {
            Resimulate(earliest);
        }
        catch
        {
            foreach (TimelineInput input in added) _inputs.Remove(input);
            Return(earliest);
            CutStates();
            Simulate(end);
            throw;
        }
    }

    /// <summary>The inputs that act before the step after this one, in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> InputsOf(long step)
    {
        for (int i = _inputs.FirstFrom(step); i < _inputs.Count && _inputs[i].Step == step; i++) yield return _inputs[i].Bytes;
    }

    /// <summary>Drops what was recorded after now.</summary>
    public void Cut()
    {
        if (Now >= End) return;
        _inputs.CutFrom(Now);
        CutStates();
    }

    /// <summary>Simulates from a past step to the end again, as a late input does.</summary>
    public void Resimulate(long fromStep)
    {
        long end = End;
        Seek(Math.Min(fromStep, end));
        CutStates();
        Simulate(end);
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

    private void ApplyInputs()
    {
        for (int i = _inputs.FirstFrom(Now); i < _inputs.Count && _inputs[i].Step == Now; i++) _apply(World, _inputs[i].Bytes);
    }

    private void Simulate(long to)
    {
        while (Now < to)
        {
            ApplyInputs();
            Move();
        }
    }

    private void Move()
    {
        long before = Now;
        try
        {
            World.Step(Settings.StepSeconds);
        }
        finally
        {
            // An event's handler that throws does so after the step: the record must have it.
            if (Now > before && !World.IsTorn) Record();
        }
    }

    private void Record()
    {
        if (Now > End)
        {
            End = Now;
            _checksums.Add(World.StepChecksum());
            if (End - Begin > Settings.MaxSteps) Forget(End - Settings.MaxSteps + (Settings.MaxSteps / 8));
        }

        _states.Note(World);
    }

    // An eighth at a time: lists that lose their first are moved as a whole.
    private void Forget(long before)
    {
        _states.CutBefore(before);
        _inputs.CutBefore(Begin);
        _checksums.RemoveRange(0, (int)(Begin - _first));
        _first = Begin;
    }

    private void CutStates()
    {
        _states.CutAfter(Now);
        _checksums.RemoveRange((int)(Now - _first), _checksums.Count - (int)(Now - _first));
        End = Now;
    }

    private void Return(long step)
    {
        World.Restore(_states.Nearest(step));
        Simulate(step);
    }

    private void ThrowIfOutside(long step, string name)
    {
        if (step < Begin || step > End) throw new ArgumentOutOfRangeException(name, step, $"The record goes from {Begin} to {End}.");
    }
}
