using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Tests.Framing;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay.Tests.Sockets;

/// <summary>From a source's bytes to its viewers' bytes, all but the system's calls.</summary>
public sealed class SteadyStateTests : IDisposable
{
    private const int Rounds = 200;
    private const int PingEvery = 10;
    private static readonly PeerOrigin s_origin = new("test", default, new TcpDrain(null));
    private readonly RelayContext _relay = new(new RelayOptions(), TimeProvider.System, NullLoggerFactory.Instance);
    private readonly RelayStream _stream;
    private readonly Outgoing _output = new();
    private readonly byte[] _scratch = new byte[64 * 1024];
    private readonly List<SocketPeer> _peers = [];
    private long _written;

    public SteadyStateTests() => _stream = new RelayStream("main", _relay);

    [Fact]
    public void A_delivered_picture_allocates_nothing()
    {
        const int width = 160, height = 100;
        MessageHeader header = new(FrameType.Pixels, MessageFlags.Keyframe) { Width = width, Height = height };
        AllocatesNothing(StreamMode.Delta, Frame(header, width * height * 4));
    }

    [Fact]
    public void A_delivered_burst_of_small_messages_allocates_nothing() =>
        AllocatesNothing(StreamMode.Signal, [.. Enumerable.Repeat(Frame(new MessageHeader(FrameType.SignalDiff), """{"x":"0123456789"}"""u8), 16).SelectMany(frame => frame)]);

    [Fact]
    public void A_delivered_small_message_allocates_nothing() =>
        AllocatesNothing(StreamMode.Signal, Frame(new MessageHeader(FrameType.SignalDiff), """{"x":"0123456789"}"""u8));

    public void Dispose()
    {
        foreach (SocketPeer peer in _peers) peer.Dispose();
        _stream.Dispose();
    }

    private void AllocatesNothing(StreamMode mode, byte[] frames)
    {
        WebSocketSource source = new(new StillLink(), _relay, _stream, SourceInfo.Unknown, s_origin);
        Assert.Equal(SourceClaim.Begun, _stream.Attach(source, null));
        _peers.Add(source);
        for (int i = 0; i < 8; i++)
        {
            WebSocketViewer viewer = new(new StillLink(), _relay, _stream, new ViewerWish(mode, Audio: false, Thumbnail: false), s_origin);
            Assert.True(_stream.Join(viewer));
            _peers.Add(viewer);
        }

        for (int i = 0; i < PingEvery; i++) Round(source, frames, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long written = _written;
        for (int i = 0; i < Rounds; i++) Round(source, frames, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        // All of them arrived: a server's frame has no mask of four bytes, and a burst is one frame.
        Assert.True(_written - written > (_peers.Count - 1) * Rounds * (long)frames.Length * 8 / 10);
    }

    private void Round(WebSocketSource source, byte[] frames, int number)
    {
        for (int at = 0; at < frames.Length;)
        {
            Span<byte> free = source.Free().Span;
            int count = Math.Min(free.Length, frames.Length - at);
            frames.AsSpan(at, count).CopyTo(free);
            at += count;
            // An assertion allocates.
            if (source.Received(count) is Reading.Ended or Reading.Chore) throw new InvalidOperationException("The relay should read on.");
        }

        foreach (SocketPeer peer in _peers)
        {
            if (number % PingEvery == 0) peer.Ping();
            Drain(peer);
        }
    }

    private void Drain(SocketPeer peer)
    {
        Produced produced;
        do
        {
            produced = peer.Produce(_output, mayWork: true);
            while (!_output.IsEmpty)
            {
                int length = _output.Next(_scratch).Length;
                _written += length;
                _output.Wrote(length);
            }
        }
        while (produced == Produced.Frames);
    }

    private static byte[] Frame(MessageHeader header, int length) => Frame(header, new byte[length]);

    private static byte[] Frame(MessageHeader header, ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[MessageHeader.Size + payload.Length];
        (header with { PayloadLength = (uint)payload.Length }).Write(message);
        payload.CopyTo(message.AsSpan(MessageHeader.Size));
        return ClientFrame.Make(0x82, message);
    }
}
