using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// One upgraded connection: moves a peer's bytes, knows nothing of what they mean. It reads into <see cref="SocketPeer.Free"/>,
/// writes what <see cref="SocketPeer.Produce"/> gives, and is over when both sides have said goodbye or the connection is gone.
/// </summary>
internal interface ILink
{
    /// <summary>To be set when the peer has something to write.</summary>
    IWake Wake { get; }

    /// <summary>Something is being written that the system has not taken yet.</summary>
    bool IsBusy { get; }

    /// <summary>Ends with the connection where the request that began it has to stay for so long; is over at once where it need not.</summary>
    Task RequestNeeded { get; }

    /// <summary>Reads and writes until both have ended, and then says so to <see cref="SocketPeer.Ended"/>; once.</summary>
    void Run(SocketPeer peer);

    /// <summary>Ends the connection without a word, from any thread.</summary>
    void Cut();
}
