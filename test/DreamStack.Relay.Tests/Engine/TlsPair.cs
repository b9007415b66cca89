using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using DreamStack.Relay.Engine;
using DreamStack.Relay.Tests.Peers;

namespace DreamStack.Relay.Tests.Engine;

/// <summary>A wire behind TLS after its hand-over, and the client at its other end.</summary>
internal sealed class TlsPair : IDisposable
{
    private readonly SslStream _session;

    private TlsPair(SslStream client, Socket socket, SslStream session, TlsWire wire)
    {
        Client = client;
        Socket = socket;
        _session = session;
        Wire = wire;
    }

    public SslStream Client { get; }

    /// <summary>The client's socket.</summary>
    public Socket Socket { get; }

    public TlsWire Wire { get; }

    public static async Task<TlsPair> MakeAsync(RecordBuffer records, int? roomOnTheWay = null)
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (roomOnTheWay is { } room) listener.SendBufferSize = room;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (roomOnTheWay is { } less) socket.ReceiveBufferSize = less;
        await socket.ConnectAsync(listener.LocalEndPoint!);
        LoopSocket server = LoopSocket.Accept(listener.SafeHandle, out _, out _)!;

        // The handshake is the web server's; here the system's own stream stands in for its pipes.
        using Socket borrowed = new(new SafeSocketHandle(server.Descriptor.DangerousGetHandle(), ownsHandle: false));
        using NetworkStream before = new(borrowed, ownsSocket: false);
        HandoverReader input = new(PipeReader.Create(before));
        HandoverWriter output = new(PipeWriter.Create(before));
        SslStream session = new(new DuplexStream(input, output));
        Task<SslStream> client = TestCertificate.SecureAsync(new NetworkStream(socket, ownsSocket: true));
        await session.AuthenticateAsServerAsync(TestCertificate.Shared);
        input.TakeOver(server);
        output.TakeOver(records);
        return new TlsPair(await client, socket, session, new TlsWire(session, server, input, records));
    }

    public void Dispose()
    {
        Wire.Dispose();
        _session.Dispose();
        Client.Dispose();
    }
}
