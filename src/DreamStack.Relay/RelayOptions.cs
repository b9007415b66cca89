using System.Net;
using System.Security.Cryptography.X509Certificates;
using DreamStack.Relay.FanOut;

namespace DreamStack.Relay;

/// <summary>How a relay listens and how much it lets strangers take.</summary>
public sealed record RelayOptions
{
    /// <summary>The TCP port; 0 takes any free one.</summary>
    public int Port { get; init; } = 9100;

    /// <summary>
    /// The address to listen on; null means every one, because a phone or a wall display is where a stream is shown.
    /// </summary>
    public IPAddress? Listen { get; init; }

    /// <summary>
    /// What the relay proves its name with; with one it speaks TLS (https, wss) and nothing else, without one plain HTTP. Borrowed.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who signed the certificate, from its signer on, without the root: sent along, as most peers know only roots. Borrowed.</summary>
    public X509Certificate2Collection? CertificateChain { get; init; }

    /// <summary>The folder with pages/, client/ and wasm/; null serves no pages.</summary>
    public string? WebRoot { get; init; }

    /// <summary>How long a lost source's picture, state and resume token are kept.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Streams with a source at once, each of which may hold a few pictures, and as many that only have viewers.</summary>
    public int MaxStreams { get; init; } = 256;

    /// <summary>Viewers of one stream at once.</summary>
    public int MaxViewersPerStream { get; init; } = 4096;

    /// <summary>Sockets from one remote address at once.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 2048;

    /// <summary>Inputs that one viewer may send each second; more closes it.</summary>
    public int MaxInputsPerSecond { get; init; } = 2000;

    /// <summary>
    /// Origins of pages, such as https://example.org, whose scripts may open sockets; "*" allows all. Pages that this relay
    /// serves under an address, loopback or this machine's name may always, and so may programs, which send no origin. A
    /// relay with a public name needs that name here.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Who is told about viewers and figures. A proxy on the same machine makes everybody local: with one, let it decide and turn
    /// this off or leave those addresses out there.
    /// </summary>
    public ConsoleAccess Console { get; init; }

    /// <summary>How much may wait for one viewer.</summary>
    public OutboxLimits Outbox { get; init; } = new();

    /// <summary>
    /// Bytes that may wait in the system's buffer of one connection before they are sent, where the system can be told (Linux): what
    /// lies there cannot be replaced by something newer.
    /// </summary>
    public int MaxUnsentBytes { get; init; } = 512 * 1024;

    /// <summary>
    /// Bytes that the system may hold of a connection over a short way, sent or not (SO_SNDBUF, of which Linux takes the double): left to
    /// itself it holds megabytes, which costs time to copy. A long way needs what lies in it, and only <see cref="MaxUnsentBytes"/> counts.
    /// </summary>
    public int NearSendBufferBytes { get; init; } = 384 * 1024;

    /// <summary>Connections that the system lets wait until they are accepted.</summary>
    public int MaxWaitingConnections { get; init; } = 4096;

    /// <summary>How WebSockets are served; the event loops need Linux.</summary>
    public RelayTransport Transport { get; init; }

    /// <summary>Threads that serve WebSockets, each stream by one; null is half the processors.</summary>
    public int? EventLoops { get; init; }

    /// <summary>
    /// Collects garbage and gives its memory back when many have come or gone and nothing moves: for a process that is a relay and
    /// nothing else.
    /// </summary>
    public bool TrimsWhenQuiet { get; init; }

    /// <summary>How long a viewer's connection may take no byte of what is being sent before it is closed; it may come back.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the round trip to each peer is measured.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a silent connection is trusted: a peer that answers pings is closed after this, any other is asked by the
    /// WebSocket keep-alive after this and cut when it does not answer as long again.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a closing connection gets for its goodbye before it is cut.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Throws <see cref="ArgumentException"/> for options that cannot work together with a running relay.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxStreams, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxViewersPerStream, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnectionsPerAddress, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInputsPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Grace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PingInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CloseTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUnsentBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NearSendBufferBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EventLoops ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaitingConnections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAlive, TimeSpan.Zero);
    }
}
