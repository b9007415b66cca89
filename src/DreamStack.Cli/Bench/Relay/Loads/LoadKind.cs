namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>What a load asks of a server.</summary>
internal enum LoadKind
{
    /// <summary>As many as can be, a window of messages on their way.</summary>
    Flood,

    /// <summary>Many at once, the next only when all have arrived.</summary>
    Bursts,

    /// <summary>So many a second.</summary>
    Paced,

    /// <summary>Viewers of a stream in which nothing happens.</summary>
    Idle,

    /// <summary>Handshakes, one after the other.</summary>
    Connects,
}
