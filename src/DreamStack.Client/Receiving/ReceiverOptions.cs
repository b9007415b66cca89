using System.Security.Cryptography.X509Certificates;
using DreamStack.Client.Connections;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Receiving;

/// <summary>What a receiver wants to see, and how it gets there.</summary>
public sealed record ReceiverOptions
{
    /// <summary>The relay, as ws:// or wss:// with nothing after the port.</summary>
    public Uri Relay { get; init; } = new("ws://localhost:9100");

    /// <summary>
    /// Over wss, the certificates that may have signed the relay's, its own among them, in place of those the system trusts; names and
    /// dates are checked all the same. Borrowed.
    /// </summary>
    public X509Certificate2Collection? Trusted { get; init; }

    /// <summary>The stream to watch.</summary>
    public string Stream { get; init; } = StreamName.Default;

    /// <summary>The mode wished for at first.</summary>
    public StreamMode Mode { get; init; } = StreamMode.Delta;

    /// <summary>Sound is wanted at first.</summary>
    public bool Audio { get; init; }

    /// <summary>This viewer only looks in: it does not count as a watcher.</summary>
    public bool Thumbnail { get; init; }

    /// <summary>Be refused, instead of trying again, when the first try to connect fails.</summary>
    public bool FirstMustSucceed { get; init; }

    /// <summary>The waits between tries.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>How often the round trip to the relay is measured.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Receivers that set the same delay show the same picture at once: what is shown waits until this long after it left the
    /// relay, as the views' ShowIn says. Null: shown as it comes.
    /// </summary>
    public TimeSpan? Sync { get; init; }

    /// <summary>How long the network may be silent before the connection counts as lost.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a goodbye may take before the socket is dropped.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Throws when a name or a time makes no sense.</summary>
    public void Validate()
    {
        if (!StreamName.IsValid(Stream)) throw new ArgumentException($"'{Stream}' is not a stream's name.", nameof(Stream));
        if (Relay.Scheme is not ("ws" or "wss")) throw new ArgumentException($"{Relay} is not a ws:// address.", nameof(Relay));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PingEvery, TimeSpan.Zero);
        if (Sync is { } delay) ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Backoff.Validate();
    }
}
