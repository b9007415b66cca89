namespace DreamStack.Physics.Timelines;

/// <summary>Plays a record at any speed, backwards too, within what is recorded.</summary>
public sealed class TimelinePlayer
{
    private double _position;
    private double _speed = 1;

    /// <summary>Begins where the record's world is.</summary>
    public TimelinePlayer(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        Timeline = timeline;
        _position = timeline.Now;
    }

    /// <summary>The record.</summary>
    public Timeline Timeline { get; }

    /// <summary>Speed: 1 as it was, −1 backwards, 0 still.</summary>
    public double Speed
    {
        get => _speed;
        set => _speed = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A speed must be a finite number.");
    }

    /// <summary>Steps from the world's beginning, with the part of a step that is not shown yet.</summary>
    public double Position => _position;

    /// <summary>Lets time pass for the viewer; returns the step that is now shown.</summary>
    public long Advance(double seconds)
    {
        if (!double.IsFinite(seconds)) throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A time must be a finite number.");
        // Somebody else has gone elsewhere: play on from there.
        if (Math.Floor(_position + 1e-6) != Timeline.Now) _position = Timeline.Now;
        double next = _position + (seconds * Speed / Timeline.Settings.StepSeconds);
        _position = Math.Clamp(next, Timeline.Begin, Timeline.End);
        long step = (long)Math.Floor(_position + 1e-6);
        if (step != Timeline.Now) Timeline.Seek(step);
        return step;
    }
}
