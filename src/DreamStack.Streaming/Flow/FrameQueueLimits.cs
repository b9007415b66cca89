namespace DreamStack.Streaming.Flow;

/// <summary>How much may wait in a <see cref="FramePriorityQueue{T}"/>, each bound by class.</summary>
public sealed record FrameQueueLimits
{
    /// <summary>Messages that must arrive; one more is refused, and the peer is closed.</summary>
    public int Control { get; init; } = 256;

    /// <summary>Sound messages: 320 ms in packets of 20.</summary>
    public int Audio { get; init; } = 16;

    /// <summary>Haptic messages.</summary>
    public int Haptic { get; init; } = 8;

    /// <summary>Signal changes; one more makes the queue ask for a whole state.</summary>
    public int Signal { get; init; } = 64;

    /// <summary>Pictures; one more makes the queue ask for a whole one.</summary>
    public int Picture { get; init; } = 8;

    /// <summary>Bytes of each class; a single message always fits an empty class.</summary>
    public long BytesPerClass { get; init; } = 4_000_000;

    /// <summary>A haptic older than this is felt in the wrong moment.</summary>
    public TimeSpan MaxHapticAge { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Messages of a class.</summary>
    public int MessagesOf(FrameClass frameClass) => frameClass switch
    {
        FrameClass.Control => Control,
        FrameClass.Audio => Audio,
        FrameClass.Haptic => Haptic,
        FrameClass.Signal => Signal,
        _ => Picture,
    };
}
