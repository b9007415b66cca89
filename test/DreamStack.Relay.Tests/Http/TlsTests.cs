using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests.Http;

/// <summary>WebSockets behind TLS, byte by byte: what the web server holds at the upgrade must not be lost on the way past it.</summary>
public class TlsTests
{
    private const ulong Question = 0x0123_4567_89AB_CDEF;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public static TheoryData<RelayTransport> Transports => [.. Enum.GetValues<RelayTransport>()];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task What_comes_with_the_request_is_read(RelayTransport transport)
    {
        await using RelayServer relay = await StartAsync(transport);
        await using SslStream peer = await TestCertificate.ConnectAsync(relay);
        await peer.WriteAsync((byte[])[.. Request(), .. AskedFrame()], Cancel);
        await UntilAnsweredAsync(peer);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task What_comes_later_in_pieces_is_read_too(RelayTransport transport)
    {
        await using RelayServer relay = await StartAsync(transport);
        await using SslStream peer = await TestCertificate.ConnectAsync(relay);
        byte[] bytes = [.. Request(), .. Frame(new MessageHeader(InputType.KeyframeRequest), []), .. AskedFrame()];
        // Each its own record; the request ends inside one and the first frame begins in it.
        foreach (byte[] piece in bytes.Chunk(50)) await peer.WriteAsync(piece, Cancel);
        await UntilAnsweredAsync(peer);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Much_that_comes_right_behind_the_request_is_read_whole(RelayTransport transport)
    {
        await using RelayServer relay = await StartAsync(transport);
        await using SslStream peer = await TestCertificate.ConnectAsync(relay);
        byte[] frame = Frame(new MessageHeader(InputType.KeyframeRequest), []);
        // More than one record and than one read.
        await peer.WriteAsync((byte[])[.. Request(), .. Enumerable.Repeat(frame, 1800).SelectMany(bytes => bytes), .. AskedFrame()], Cancel);
        await UntilAnsweredAsync(peer);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_peer_that_stops_in_the_middle_of_a_record_holds_nobody_up(RelayTransport transport)
    {
        await using RelayServer relay = await StartAsync(transport);
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, relay.Address.Port, Cancel);
        await using SslStream half = await TestCertificate.SecureAsync(new NetworkStream(socket, ownsSocket: false));
        await half.WriteAsync((byte[])[.. Request(), .. AskedFrame()], Cancel);
        await UntilAnsweredAsync(half);
        // The head of a record of 16 KB, and a little of it.
        await socket.SendAsync(new byte[] { 0x17, 3, 3, 0x40, 0, 1, 2, 3 }, Cancel);

        await using SslStream whole = await TestCertificate.ConnectAsync(relay);
        await whole.WriteAsync((byte[])[.. Request(), .. AskedFrame()], Cancel);
        await UntilAnsweredAsync(whole);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_goodbye_is_answered_and_the_connection_ends(RelayTransport transport)
    {
        await using RelayServer relay = await StartAsync(transport);
        await using SslStream peer = await TestCertificate.ConnectAsync(relay);
        await peer.WriteAsync(Request(), Cancel);
        await peer.WriteAsync((byte[])[0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8], Cancel);
        byte[] all = await ReadAllAsync(peer);
        Assert.Equal((byte[])[0x88, 0x02, 0x03, 0xE8], all[^4..]);
    }

    private static Task<RelayServer> StartAsync(RelayTransport transport) => RelayServer.StartAsync(new RelayOptions
    {
        Port = 0, Listen = IPAddress.Loopback, Certificate = TestCertificate.Shared, Transport = transport,
    });

    private static byte[] Request() => Encoding.ASCII.GetBytes(
        "GET /stream/main HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");

    // The question after the round trip.
    private static byte[] AskedFrame()
    {
        byte[] body = new byte[PingFrame.QuestionSize];
        new PingFrame(Question).Write(body);
        return Frame(new MessageHeader(InputType.Ping), body);
    }

    // A frame with one message, masked with zeros.
    private static byte[] Frame(MessageHeader header, byte[] body)
    {
        byte[] head = new byte[MessageHeader.Size];
        (header with { PayloadLength = (uint)body.Length }).Write(head);
        return [0x82, (byte)(0x80 | (head.Length + body.Length)), 0, 0, 0, 0, .. head, .. body];
    }

    // The answer repeats the question's clock.
    private static async Task UntilAnsweredAsync(SslStream peer)
    {
        byte[] question = BitConverter.GetBytes(Question);
        List<byte> all = [];
        byte[] some = new byte[4096];
        while (all.ToArray().AsSpan().IndexOf(question) < 0)
        {
            int got = await peer.ReadAsync(some, Cancel);
            Assert.NotEqual(0, got);
            all.AddRange(some.AsSpan(0, got));
        }
    }

    private static async Task<byte[]> ReadAllAsync(SslStream peer)
    {
        using MemoryStream all = new();
        await peer.CopyToAsync(all, Cancel);
        return all.ToArray();
    }
}
