using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;

namespace DreamStack.Relay.Tests.Sockets;

/// <summary>A link that moves nothing by itself: a test reads and writes for it.</summary>
internal sealed class StillLink : ILink
{
    public IWake Wake { get; } = new Wake();

    public bool IsBusy => false;

    public Task RequestNeeded => Task.CompletedTask;

    public bool WasCut { get; private set; }

    public void Run(SocketPeer peer)
    {
    }

    public void Cut() => WasCut = true;
}
