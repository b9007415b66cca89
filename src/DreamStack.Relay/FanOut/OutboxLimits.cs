namespace DreamStack.Relay.FanOut;

/// <summary>How much one viewer may have waiting in the relay, each bound with what it protects.</summary>
public sealed record OutboxLimits
{
    /// <summary>Messages that must arrive: a viewer this far behind does not listen any more.</summary>
    public int MaxControlMessages { get; init; } = 256;

    /// <summary>Bytes of messages that must arrive; a source that sends a single larger one is closed.</summary>
    public int MaxControlBytes { get; init; } = 1024 * 1024;

    /// <summary>How old queued sound may grow: older sound would be heard as an echo of the past.</summary>
    public TimeSpan MaxAudioAge { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How late a vibration or another perishable message still means something.</summary>
    public TimeSpan MaxPerishableAge { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Sound or perishable messages queued, each: 500 ms in blocks of 8 ms.</summary>
    public int MaxTimedMessages { get; init; } = 64;

    /// <summary>Bytes of sound, perishable or latest-wins messages queued, each; a source with a larger one is closed.</summary>
    public int MaxTimedBytes { get; init; } = 1024 * 1024;

    /// <summary>The largest message that a lane takes from a source, in bytes; pictures and signals have limits of their own.</summary>
    internal int LargestOf(Lane lane) => lane switch
    {
        Lane.Control => MaxControlBytes,
        Lane.Audio or Lane.Perishable or Lane.Latest => MaxTimedBytes,
        _ => int.MaxValue,
    };

    /// <summary>Signal changes queued before one whole state replaces them.</summary>
    public int MaxSignalMessages { get; init; } = 2048;

    /// <summary>Bytes of signal changes queued before one whole state replaces them, whatever its size.</summary>
    public int MaxSignalBytes { get; init; } = 256 * 1024;

    /// <summary>Bytes of signal changes that may be queued though they outweigh the whole state; with more it replaces them.</summary>
    public int LeastSignalBytes { get; init; } = 4 * 1024;

    /// <summary>Pictures queued before the current one replaces them: a quarter of a second at 30 a second.</summary>
    public int MaxPictures { get; init; } = 8;

    /// <summary>Lockstep messages queued before a whole world replaces them: running them takes as long as a new one takes to come.</summary>
    public int MaxSteps { get; init; } = 256;

    /// <summary>Bytes of pictures queued before the current one replaces them; one picture always fits.</summary>
    public int MaxPictureBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of small messages that leave for a viewer together.</summary>
    public int BatchBytes { get; init; } = 16 * 1024;
}
