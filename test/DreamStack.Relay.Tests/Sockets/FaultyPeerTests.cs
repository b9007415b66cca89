using System.Net.WebSockets;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay.Tests.Sockets;

public class FaultyPeerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fault_of_the_relay_ends_that_connection_with_a_goodbye(bool whileReading)
    {
        RelayContext relay = new(new RelayOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        using OneMessageSocket socket = new();
        using FaultyPeer peer = new(socket, relay, whileReading);
        await peer.RunAsync();
        Assert.Equal(Closing.RelayFailed, peer.Closing);
        Assert.Equal(WebSocketCloseStatus.InternalServerError, socket.CloseStatus);
        Assert.Equal(0, relay.Counters.ProtocolErrors);
    }

    private sealed class FaultyPeer(WebSocket socket, RelayContext relay, bool whileReading)
        : SocketPeer(socket, relay, new Wake(), sendsInputs: false, new PeerOrigin("test", default, new TcpDrain(null)))
    {
        public override PeerReport Report() => new() { Id = Id, Stream = "main", Role = "source" };

        protected override void AskRoundTrip() => Assert.Fail("Nobody pings here.");

        protected override bool Fill(List<SharedBuffer> batch) =>
            !whileReading ? throw new InvalidOperationException("A bug while writing.") : false;

        protected override Closing? Accept(in MessageView message) =>
            whileReading ? throw new InvalidOperationException("A bug while reading.") : null;
    }
}
