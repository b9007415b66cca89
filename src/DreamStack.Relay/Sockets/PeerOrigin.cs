namespace DreamStack.Relay.Sockets;

/// <summary>Where a connection comes from.</summary>
/// <param name="Address">The remote address as text.</param>
/// <param name="Since">When it was accepted, UTC.</param>
/// <param name="Drain">What the system knows of the connection.</param>
internal sealed record PeerOrigin(string Address, DateTimeOffset Since, TcpDrain Drain);
