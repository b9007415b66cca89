namespace DreamStack.Relay.Sockets;

/// <summary>Whoever let a peer in and is told when it has gone.</summary>
internal interface IPeerHome
{
    /// <summary>The peer's connection has ended, and what it took part in has been told; once.</summary>
    void Forget(SocketPeer peer);
}
