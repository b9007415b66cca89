using System.Security.Cryptography.X509Certificates;
using DreamStack.Cli.Verbs;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Receiving;

/// <summary>What `ds receive` was asked for.</summary>
/// <param name="Address">The stream.</param>
/// <param name="Mode">The mode to be served in.</param>
internal sealed record ReceiveOptions(StreamAddress Address, StreamMode Mode)
{
    /// <summary>File for the newest picture as PNG; null for none.</summary>
    public string? Save { get; init; }

    /// <summary>File for every picture as RGBA; - is standard output, null none.</summary>
    public string? Raw { get; init; }

    /// <summary>The certificates trusted in place of the system's; null for those.</summary>
    public X509Certificate2Collection? Trusted { get; init; }

    public double? Seconds { get; init; }

    public long? Frames { get; init; }

    /// <summary>Pictures after which the work is done; null for no bound.</summary>
    public long? Bound => Frames ?? (Save is not null && Raw is null && Seconds is null ? 1 : null);
}
