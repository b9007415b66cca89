using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Sockets;

/// <summary>One row of <c>/clients</c>.</summary>
internal sealed record PeerReport
{
    public required uint Id { get; init; }

    public required string Stream { get; init; }

    /// <summary>source, receiver or thumbnail.</summary>
    public required string Role { get; init; }

    public StreamMode? Mode { get; init; }

    /// <summary>How the relay serves a viewer now.</summary>
    public QualityStep? Step { get; init; }

    public bool Audio { get; init; }

    public long Coalesced { get; init; }

    /// <summary>Bytes of pictures and signal changes that a newer one stood in for.</summary>
    public long CoalescedBytes { get; init; }

    /// <summary>How many of them a second, lately.</summary>
    public double SkipsPerSecond { get; init; }

    /// <summary>It said that nobody can see it.</summary>
    public bool Hidden { get; init; }

    /// <summary>How long pictures on their way have waited for an acknowledgement; null when a viewer never sent one.</summary>
    public TimeSpan? SinceAck { get; init; }

    public long Dropped { get; init; }

    public int QueuedBytes { get; init; }

    /// <summary>Bytes of pictures on their way that a viewer has not acknowledged.</summary>
    public long InFlight { get; init; }

    /// <summary>Bytes of pictures a second that a viewer takes, by its acknowledgements; 0 while unknown.</summary>
    public double TakesPerSecond { get; init; }

    /// <summary>The newest acknowledgement; null when none came.</summary>
    public AckInput? Ack { get; init; }
}
