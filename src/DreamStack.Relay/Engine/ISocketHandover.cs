using DreamStack.Relay.Http;
using DreamStack.Relay.Sockets;

namespace DreamStack.Relay.Engine;

/// <summary>A connection whose socket can be taken out of the web server's hands; a feature of its requests.</summary>
internal interface ISocketHandover
{
    /// <summary>What the system knows of the connection's sending side.</summary>
    TcpDrain Drain { get; }

    /// <summary>
    /// Takes the socket over to a loop once the handshake's answer has left; <paramref name="upgraded"/> is the stream that the
    /// upgrade gave, from which what came early is read. Null when the connection is gone.
    /// </summary>
    Task<ILink?> HandOverAsync(Stream upgraded, EventLoop loop);

    /// <summary>As above, for a connection behind TLS, whose session stays with it; the request is needed as long.</summary>
    Task<ILink?> HandOverAsync(UpgradedTls upgraded, EventLoop loop);
}
