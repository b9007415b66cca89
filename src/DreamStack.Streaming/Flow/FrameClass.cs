namespace DreamStack.Streaming.Flow;

/// <summary>How a message waits for a slow peer; the order here is the order of sending.</summary>
public enum FrameClass
{
    /// <summary>Control and replies to inputs: all of it, in order.</summary>
    Control,

    /// <summary>Sound: a ring, the oldest is dropped.</summary>
    Audio,

    /// <summary>Haptics and whatever is worthless when late: dropped by age.</summary>
    Haptic,

    /// <summary>The signal state: a sync replaces what waits before it, diffs keep their order.</summary>
    Signal,

    /// <summary>Pictures: a whole one replaces all that wait, deltas keep their order.</summary>
    Picture,
}
