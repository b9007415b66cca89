namespace DreamStack.Relay;

/// <summary>What carries a relay's WebSockets.</summary>
public enum RelayTransport
{
    /// <summary>Event loops where the system has them, streams elsewhere.</summary>
    Auto,

    /// <summary>Streams of the web server: on every system.</summary>
    Portable,
}
