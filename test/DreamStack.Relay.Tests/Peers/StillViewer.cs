using DreamStack.Relay.FanOut;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>A viewer without a connection: what it is to get stays in its outbox.</summary>
internal sealed class StillViewer(uint id) : IViewer
{
    public uint Id => id;

    public bool IsThumbnail => false;

    public Outbox Outbox { get; } = new(new OutboxLimits(), TimeProvider.System, new Wake(), StreamMode.Delta, false);
}
