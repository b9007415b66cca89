using System.Buffers;
using System.Buffers.Binary;
using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Timelines;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.App.Lockstep;

/// <summary>
/// A world that others run too: takes the commands, steps the record and writes what they need to stay the same. A command says
/// what step its sender saw; within <see cref="MaxBack"/> it acts there, and the steps since are run again.
/// </summary>
public sealed class LockstepSource
{
    /// <summary>How many steps a late command goes back at most; older ones act now. A fifth of a second, of work as well.</summary>
    public const int MaxBack = 12;

    private const int MaxBefore = 64;
    private const int MaxInputsOfStep = byte.MaxValue;
    private readonly ArrayBufferWriter<byte> _steps = new();
    private readonly List<(long Step, ReadOnlyMemory<byte> Input)> _late = [];
    private readonly List<(long Step, ReadOnlyMemory<byte> Input)> _sent = [];
    private readonly Queue<(long Step, byte[] Steps)> _before = new();
    private readonly Snapshot _snapshot = new();
    private long _toldStep;
    private long _firstStep;
    private int _count;
    private int _commands;

    /// <summary>Goes on with a record; from now on nobody else may change it.</summary>
    public LockstepSource(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        Timeline = timeline;
        _toldStep = _firstStep = timeline.Now;
    }

    /// <summary>The record and its world.</summary>
    public Timeline Timeline { get; }

    /// <summary>Somebody runs the world too: only then is anything written.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Commands that acted on a past step.</summary>
    public long RolledBack { get; private set; }

    /// <summary>Takes a command, and the step that its sender saw when it gave it. Too many before one step, or too long ones, are left out.</summary>
    public void Command(ReadOnlySpan<byte> command, long? seen = null)
    {
        if (_commands >= MaxInputsOfStep || command.Length > ushort.MaxValue) return;
        _commands++;
        bool isLive = Timeline.Now == Timeline.End;
        long back = seen is { } step && isLive ? Timeline.Now - step : 0;
        if (back is > 0 and <= MaxBack && Timeline.Now - back >= Timeline.Begin) _late.Add((Timeline.Now - back, command.ToArray()));
        else Timeline.Add(command);
    }

    /// <summary>One step on.</summary>
    public void Step()
    {
        Timeline timeline = Timeline;
        bool isAgain = timeline.Now < timeline.End;
        if (isAgain) _late.Clear();
        timeline.AddLate(_late);
        RolledBack += _late.Count;
        long step = timeline.Now;
        timeline.Step();
        if (IsWanted) Note(step, isAgain);
        _late.Clear();
        _commands = 0;
    }

    /// <summary>Goes to a recorded step; the others follow.</summary>
    public void Seek(long step)
    {
        _late.Clear();
        // The others need the steps taken until now, or they have no such step to go to.
        if (_count > 0) _before.Enqueue((_firstStep, _steps.WrittenSpan.ToArray()));
        if (_before.Count > MaxBefore) _before.Clear();
        Timeline.Seek(step);
        Forget();
    }

    /// <summary>
    /// Writes the body of a Lockstep message with what happened since the last one, up to a jump in time; false when there is
    /// nothing more to say.
    /// </summary>
    public bool TryWrite(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_before.TryDequeue(out (long Step, byte[] Steps) before))
        {
            WritePrefix(output, before.Step);
            output.Write(before.Steps);
            _toldStep = -1;
            return true;
        }

        if (_count == 0 && _toldStep == Timeline.Now) return false;
        WritePrefix(output, _count == 0 ? Timeline.Now : _firstStep);
        output.Write(_steps.WrittenSpan);
        Forget();
        _toldStep = Timeline.Now;
        return true;
    }

    /// <summary>
    /// Writes the body of a Lockstep KEYFRAME. What happened before it must have been written: who is in step has no use for the
    /// keyframe and goes on from there.
    /// </summary>
    public void WriteWhole(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_count + _before.Count > 0) throw new InvalidOperationException("Write the steps first: who is in step needs them.");
        Timeline.World.Save(_snapshot);
        WritePrefix(output, Timeline.Now);
        output.Write(_snapshot.Bytes);
        _toldStep = Timeline.Now;
    }

    private static void WritePrefix(IBufferWriter<byte> output, long step)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(LockstepFrame.PrefixSize), (uint)step);
        output.Advance(LockstepFrame.PrefixSize);
    }

    private void Note(long step, bool isAgain)
    {
        // Nobody fetched them for seconds: who runs the world too goes on from a whole one.
        if (_count == LockstepFrame.MaxSteps) Forget();
        if (_count++ == 0) _firstStep = step;
        _sent.Clear();
        foreach ((long Step, ReadOnlyMemory<byte> Input) late in _late) _sent.Add(late);
        foreach (ReadOnlyMemory<byte> input in Timeline.InputsOf(step)) _sent.Add((step, input));
        LockstepStep.Write(_steps, isAgain, (byte)Math.Min(_sent.Count, MaxInputsOfStep), Timeline.ChecksumAt(step + 1));
        foreach ((long at, ReadOnlyMemory<byte> input) in _sent.Take(MaxInputsOfStep)) LockstepStep.WriteInput(_steps, (byte)(step - at), input.Span);
    }

    private void Forget()
    {
        _steps.ResetWrittenCount();
        _count = 0;
        _firstStep = Timeline.Now;
    }
}
