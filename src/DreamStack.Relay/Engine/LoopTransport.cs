using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace DreamStack.Relay.Engine;

/// <summary>Has Kestrel listen through event loops; owns them.</summary>
internal sealed class LoopTransport(RelayContext relay) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    // Seconds; who is slower costs one more wake-up.
    private const int RequestPatience = 3;
    private readonly EventLoop[] _loops =
        [.. Enumerable.Range(0, relay.Options.EventLoops ?? Math.Max(1, Environment.ProcessorCount / 2)).Select(i => new EventLoop(relay.Log, i))];

    /// <summary>This system has what the loops are made of.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>The loop of a stream: its source and all its viewers meet on one thread.</summary>
    public EventLoop LoopOf(string stream) => _loops[(uint)string.GetHashCode(stream, StringComparison.Ordinal) % (uint)_loops.Length];

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket socket;
        try
        {
            socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(error.Message, error);
        }

        socket.Blocking = false;
        LoopSocket.AcceptWithRequest(socket.SafeHandle, RequestPatience);
        socket.Listen(relay.Options.MaxWaitingConnections);
        return ValueTask.FromResult<IConnectionListener>(new LoopListener(_loops[0], socket, relay.Options.Certificate is not null, relay.Time, relay.Log));
    }

    public void Dispose()
    {
        foreach (EventLoop loop in _loops) loop.Dispose();
    }
}
