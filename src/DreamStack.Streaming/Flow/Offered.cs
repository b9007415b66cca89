namespace DreamStack.Streaming.Flow;

/// <summary>What became of a message offered to a <see cref="FramePriorityQueue{T}"/>.</summary>
public enum Offered
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It and what waited of its class gave way: a whole state or picture is needed next.</summary>
    Coalesced,

    /// <summary>It must arrive and there is no room: the peer has to be closed. The caller keeps the item.</summary>
    Refused,
}
