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

    public bool Audio { get; init; }

    public long Coalesced { get; init; }

    public long Dropped { get; init; }

    public int QueuedBytes { get; init; }

    /// <summary>The newest acknowledgement; null when none came.</summary>
    public AckInput? Ack { get; init; }
}
