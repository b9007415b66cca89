namespace DreamStack.Client.Connections;

/// <summary>What became of a message handed to a connection.</summary>
public enum SendOutcome
{
    /// <summary>It waits its turn.</summary>
    Queued,

    /// <summary>It was left out because the connection is slow; a picture's next must be a keyframe.</summary>
    Dropped,

    /// <summary>There is no connection now; after the next one everything starts with a full state.</summary>
    NotConnected,
}
