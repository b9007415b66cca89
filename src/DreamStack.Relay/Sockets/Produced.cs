namespace DreamStack.Relay.Sockets;

/// <summary>What a peer has to write.</summary>
internal enum Produced
{
    /// <summary>Nothing until it is woken.</summary>
    Nothing,

    /// <summary>Frames were added.</summary>
    Frames,

    /// <summary>Frames were added, and nothing is left until it is woken.</summary>
    LastFrames,

    /// <summary>Something that takes a while to make: ask again where that hurts nobody.</summary>
    NeedsWork,

    /// <summary>Nothing ever again: it has said goodbye.</summary>
    Finished,
}
