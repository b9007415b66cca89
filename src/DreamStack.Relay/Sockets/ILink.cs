using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// One upgraded connection: moves a peer's bytes, knows nothing of what they mean. It reads into <see cref="SocketPeer.Free"/>,
/// writes what <see cref="SocketPeer.Produce"/> gives, and is over when both sides have said goodbye or the connection is gone.
/// </summary>
internal interface ILink
{
    /// <summary>To be set when the peer has something to write.</summary>
    Wake Wake { get; }

    /// <summary>Something is being written that the system has not taken yet.</summary>
    bool IsBusy { get; }

    /// <summary>The connection lives without the request that began it.</summary>
    bool IsDetached { get; }

    /// <summary>Reads and writes until both have ended; once.</summary>
    Task RunAsync(SocketPeer peer);

    /// <summary>Ends the connection without a word, from any thread.</summary>
    void Cut();
}
