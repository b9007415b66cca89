namespace DreamStack.Relay.Engine;

/// <summary>What runs on the pool for a link.</summary>
internal enum LinkJob
{
    None,

    /// <summary>What a message asked for; nothing is read meanwhile.</summary>
    Chore,

    /// <summary>Something to send that takes a while to make; nothing is written meanwhile.</summary>
    Making,

    /// <summary>Telling everybody that the connection is over.</summary>
    Farewell,
}
