namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>One load against all its servers.</summary>
internal sealed record LoadRow
{
    /// <summary>The load's name.</summary>
    public required string Load { get; init; }

    /// <summary>How the table calls it.</summary>
    public required string Label { get; init; }

    /// <summary>By the servers' names, in the order of the table.</summary>
    public Dictionary<string, PeerRow> Peers { get; init; } = [];
}
