using System.Security.Cryptography.X509Certificates;
using DreamStack.Client.Connections;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Sourcing;

/// <summary>What a source offers, and how it gets to its relay.</summary>
public sealed record SourceOptions
{
    /// <summary>The relay, as ws:// or wss:// with nothing after the port.</summary>
    public Uri Relay { get; init; } = new("ws://localhost:9100");

    /// <summary>
    /// Over wss, the certificates that may have signed the relay's, its own among them, in place of those the system trusts; names and
    /// dates are checked all the same. Borrowed.
    /// </summary>
    public X509Certificate2Collection? Trusted { get; init; }

    /// <summary>Over wss, the one certificate the relay must show, whatever its name, instead of any check; null checks. Borrowed.</summary>
    public X509Certificate2? Pinned { get; init; }

    /// <summary>The stream to make.</summary>
    public string Stream { get; init; } = StreamName.Default;

    /// <summary>The app's word; receivers that draw by themselves choose their painter by it.</summary>
    public string App { get; init; } = "";

    /// <summary>The modes this source can serve.</summary>
    public IReadOnlyList<StreamMode> Modes { get; init; } = StreamModes.Pictures;

    /// <summary>Be refused, instead of trying again, when the first try to connect fails.</summary>
    public bool FirstMustSucceed { get; init; }

    /// <summary>The waits between tries.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>How long the network may be silent before the connection counts as lost.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a goodbye may take before the socket is dropped.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Throws when a name or a time makes no sense.</summary>
    public void Validate()
    {
        if (!StreamName.IsValid(Stream)) throw new ArgumentException($"'{Stream}' is not a stream's name.", nameof(Stream));
        if (Relay.Scheme is not ("ws" or "wss")) throw new ArgumentException($"{Relay} is not a ws:// address.", nameof(Relay));
        Backoff.Validate();
    }
}
