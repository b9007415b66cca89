using DreamStack.Cli.Bench.Relay.Protocols;

namespace DreamStack.Cli.Bench.Relay.Servers;

/// <summary>A kind of server that loads run against.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Program">What to start; it prints the port it listens on.</param>
/// <param name="Arguments">With what.</param>
internal sealed record LoadPeer(string Name, ILoadProtocol Protocol, string Program, params string[] Arguments)
{
    /// <summary>Why it cannot run here and what to do about it; null when it can.</summary>
    public string? Missing { get; init; }

    /// <summary>Which version of what is measured.</summary>
    public string Version { get; init; } = "";

    /// <summary>It answers questions about its own memory.</summary>
    public bool TellsMemory { get; init; }

    /// <summary>It stands beside few loads only, to judge the generator.</summary>
    public bool JudgesGenerator { get; init; }
}
