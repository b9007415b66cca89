namespace DreamStack.Relay.FanOut;

/// <summary>Relay messages of which only the newest of a kind counts: a newer one takes the place of a queued one.</summary>
internal enum StateSlot
{
    /// <summary>Whether a source is there.</summary>
    Source,

    /// <summary>How many watch.</summary>
    Watchers,

    /// <summary>Who drives.</summary>
    Driver,

    /// <summary>The relay's question after the round trip.</summary>
    Ping,

    /// <summary>The answer to the viewer's newest ping.</summary>
    Pong,

    /// <summary>A sentence for the viewer.</summary>
    Notice,

    /// <summary>How well the viewer is served.</summary>
    Quality,
}
