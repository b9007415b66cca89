namespace DreamStack.Client.Receiving;

/// <summary>What a receiver measured.</summary>
public sealed record ReceiverStats
{
    /// <summary>Pictures or signal diffs a second, over the last two seconds.</summary>
    public double PicturesPerSecond { get; init; }

    /// <summary>Bytes a second, over the last two seconds.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>From an input's sending to the message that shows it: the middle of the newest 512; null before the first.</summary>
    public TimeSpan? LatencyP50 { get; init; }

    /// <summary>As <see cref="LatencyP50"/>, the slowest hundredth.</summary>
    public TimeSpan? LatencyP99 { get; init; }

    /// <summary>The newest round trip to the relay; null before the first.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>Pictures and signal diffs so far.</summary>
    public long Pictures { get; init; }

    /// <summary>Bytes of messages so far.</summary>
    public long Bytes { get; init; }

    /// <summary>Pictures compared with the source's hash.</summary>
    public long Checked { get; init; }

    /// <summary>Of those compared, the ones that were not the source's and were asked for anew.</summary>
    public long Diverged { get; init; }

    /// <summary>Keyframes asked for because the picture was lost.</summary>
    public long Resyncs { get; init; }

    /// <summary>Messages of a type or with an EXT tag this receiver does not know.</summary>
    public long Skipped { get; init; }

    /// <summary>Connections after the first.</summary>
    public long Reconnects { get; init; }
}
