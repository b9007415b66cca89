namespace DreamStack.App.Hosting;

/// <summary>
/// When to draw: what moves is drawn on a steady beat, an input as soon as <see cref="ShortestGap"/> has passed since the
/// last frame, and what rests not at all. A frame for an input begins the beat anew: what follows a hand that moves at the
/// screen's pace is drawn with it, and seldom just before it. It decides and does nothing else.
/// </summary>
public sealed class FrameBeat
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly long _periodTicks;
    private TimeSpan _anchor;
    private TimeSpan _lastFrame = TimeSpan.MinValue;

    /// <summary>Starts the beat now, with this many frames a second (1 to 240).</summary>
    public FrameBeat(TimeProvider time, double framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(framesPerSecond, 240);
        _time = time;
        _origin = time.GetTimestamp();
        _periodTicks = (long)(TimeSpan.TicksPerSecond / framesPerSecond);
    }

    /// <summary>Frames are never closer than this: quicker than the eye and most screens, and it bounds the work.</summary>
    public static TimeSpan ShortestGap { get; } = TimeSpan.FromMilliseconds(8);

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>How long to wait for the next frame: zero for now, <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    /// <param name="moving">Something moves by itself.</param>
    /// <param name="inputWaiting">An input came since the last frame.</param>
    public TimeSpan UntilNext(bool moving, bool inputWaiting)
    {
        if (!moving && !inputWaiting)
        {
            return Timeout.InfiniteTimeSpan;
        }

        if (_lastFrame == TimeSpan.MinValue)
        {
            return TimeSpan.Zero;
        }

        TimeSpan earliest = _lastFrame + ShortestGap;
        TimeSpan due = inputWaiting ? earliest : NextBeat(earliest);
        TimeSpan wait = due - Now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Notes that a frame was drawn now.</summary>
    /// <param name="inputWaiting">An input had come since the frame before.</param>
    public void FrameDrawn(bool inputWaiting)
    {
        _lastFrame = Now;
        if (inputWaiting) _anchor = _lastFrame;
    }

    /// <summary>The first beat at or after a moment, on a grid that does not drift with late frames.</summary>
    private TimeSpan NextBeat(TimeSpan from)
    {
        long sinceAnchor = (from - _anchor).Ticks;
        return _anchor + TimeSpan.FromTicks((sinceAnchor + _periodTicks - 1) / _periodTicks * _periodTicks);
    }
}
