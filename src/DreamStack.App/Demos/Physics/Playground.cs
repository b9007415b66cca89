using DreamStack.App.Lockstep;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;

namespace DreamStack.App.Demos.Physics;

/// <summary>The playground's world and its record: commands and time go in. The only one that changes either.</summary>
internal sealed class Playground
{
    public const double StepSeconds = 1.0 / 60;

    // As after a machine slept: more is not made up for.
    private const double MaxElapsed = 0.25;
    private double _unspent;
    private bool _isPending;

    public Playground()
    {
        World world = NewWorld();
        PlaygroundScene.Build(world);
        Lockstep = new LockstepSource(new Timeline(world, PlaygroundRules.Apply, Settings));
    }

    public static TimelineSettings Settings { get; } = new() { KeyframeInterval = 30, MaxKeyframes = 400 };

    public LockstepSource Lockstep { get; }

    public World World => Lockstep.Timeline.World;

    /// <summary>Time passes.</summary>
    public bool IsPlaying { get; private set; } = true;

    /// <summary>Steps that pass in the time of one; negative goes back.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>The world is at the end of its record.</summary>
    public bool IsLive => Lockstep.Timeline.Now == Lockstep.Timeline.End;

    /// <summary>The step that the sender of the next command saw.</summary>
    public long? Seen { get; set; }

    public bool AtRest => !_isPending && (!IsPlaying || (IsLive && (Speed < 0 ? Lockstep.Timeline.Now == Lockstep.Timeline.Begin : World.AwakeCount == 0)));

    /// <summary>A world as every one of this demo is, empty.</summary>
    public static World NewWorld() => new(PlaygroundScene.Settings);

    /// <summary>Does something now, which makes the past that was being shown the present.</summary>
    public void Do(CommandKind kind, uint viewer, params ReadOnlySpan<Vec2> points)
    {
        Span<byte> command = stackalloc byte[PlaygroundCommand.MaxSize];
        int length = PlaygroundCommand.Write(command, kind, viewer, points);
        // A hand that is on its way is soon elsewhere: running steps again for each of its moves would buy nothing.
        Lockstep.Command(command[..length], kind == CommandKind.Drag ? null : Seen);
        IsPlaying = true;
        if (Speed < 0) Speed = 1;
        _isPending = true;
    }

    public void TogglePlaying() => IsPlaying = !IsPlaying;

    /// <summary>Plays at another speed.</summary>
    public void SetSpeed(double speed)
    {
        Speed = speed;
        IsPlaying = true;
    }

    /// <summary>Shows a recorded step, and stays there.</summary>
    public void Show(long step)
    {
        IsPlaying = false;
        Lockstep.Seek(Math.Clamp(step, Lockstep.Timeline.Begin, Lockstep.Timeline.End));
    }

    /// <summary>Back to the newest step, where time goes on.</summary>
    public void GoLive()
    {
        Lockstep.Seek(Lockstep.Timeline.End);
        (IsPlaying, Speed) = (true, 1);
    }

    public void Advance(TimeSpan elapsed)
    {
        if (AtRest)
        {
            _unspent = 0;
            return;
        }

        _unspent += Math.Min(elapsed.TotalSeconds, MaxElapsed) * Math.Abs(Speed) / StepSeconds;
        int steps = (int)_unspent;
        _unspent -= steps;
        if (Speed < 0) GoBack(steps);
        else GoOn(steps);
    }

    private void GoOn(int steps)
    {
        for (; steps > 0 && !AtRest; steps--)
        {
            Lockstep.Step();
            _isPending = false;
            // What was played fast or slow becomes now at the end of the record.
            if (IsLive && Speed != 1) Speed = 1;
        }
    }

    private void GoBack(int steps)
    {
        if (steps == 0) return;
        Timeline timeline = Lockstep.Timeline;
        Lockstep.Seek(Math.Max(timeline.Begin, timeline.Now - steps));
        if (timeline.Now == timeline.Begin) IsPlaying = false;
    }
}
