namespace DreamStack.Relay.Sockets;

/// <summary>What a link does after a peer has read what came.</summary>
internal enum Reading
{
    /// <summary>Read on.</summary>
    More,

    /// <summary>Others have something to write now: they go first.</summary>
    Yield,

    /// <summary>Run the peer's chore, off the thread that serves others, and only then go on with what came.</summary>
    Chore,

    /// <summary>Nothing more will come.</summary>
    Ended,
}
