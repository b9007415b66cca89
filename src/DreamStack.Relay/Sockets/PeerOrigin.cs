namespace DreamStack.Relay.Sockets;

/// <summary>Where a connection comes from.</summary>
/// <param name="Address">The remote address as text.</param>
/// <param name="Since">When it was accepted, UTC.</param>
internal sealed record PeerOrigin(string Address, DateTimeOffset Since);
