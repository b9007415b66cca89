namespace DreamStack.Relay.Http;

/// <summary>What a new connection of an address finds.</summary>
internal enum Entrance
{
    /// <summary>Room.</summary>
    Open,

    /// <summary>No room, but room to be told so over the socket.</summary>
    Full,

    /// <summary>Not even that: many are being told so already.</summary>
    TurnedAway,
}
