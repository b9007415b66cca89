using System.Net.WebSockets;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Tests.Framing;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay.Tests.Sockets;

public class FaultyPeerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fault_of_the_relay_ends_that_connection_with_a_goodbye(bool whileReading)
    {
        RelayContext relay = new(new RelayOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        using FaultyPeer peer = new(new StillLink(), relay, whileReading);
        Outgoing output = new();
        byte[] message = new byte[MessageHeader.Size];
        new MessageHeader(FrameType.Control).Write(message);
        byte[] frame = ClientFrame.Make(0x82, message);
        frame.CopyTo(peer.Free());
        peer.Received(frame.Length);

        Assert.Equal(Produced.Frames, peer.Produce(output, mayWork: true));

        Assert.Equal(Closing.RelayFailed, peer.Closing);
        byte[] goodbye = output.Next(new byte[1024]).ToArray();
        Assert.Equal(0x88, goodbye[0]);
        Assert.Equal((int)WebSocketCloseStatus.InternalServerError, (goodbye[2] << 8) | goodbye[3]);
        Assert.Equal(0, relay.Counters.Kept.Take().Find("protocol_errors_total")!.Value);
        output.Discard();
    }

    private sealed class FaultyPeer(ILink link, RelayContext relay, bool whileReading)
        : SocketPeer(link, relay, sendsInputs: false, new PeerOrigin("test", default, new TcpDrain(null)))
    {
        public override PeerReport Report() => new() { Id = Id, Stream = "main", Role = "source" };

        protected override void AskRoundTrip() => Assert.Fail("Nobody pings here.");

        protected override Produced Fill(List<SharedBuffer> batch, bool mayWork) =>
            !whileReading ? throw new InvalidOperationException("A bug while writing.") : Produced.Nothing;

        protected override Closing? Accept(in MessageView message, out bool chore)
        {
            chore = false;
            return whileReading ? throw new InvalidOperationException("A bug while reading.") : null;
        }
    }
}
