namespace DreamStack.Client.Receiving;

/// <summary>What a person would be told about a connection.</summary>
public enum ReceiverState
{
    /// <summary>Not started, or disposed.</summary>
    Idle,

    /// <summary>A try to connect is under way.</summary>
    Connecting,

    /// <summary>Connected and welcomed.</summary>
    Live,

    /// <summary>The connection was lost; the next try comes by itself.</summary>
    Reconnecting,

    /// <summary>There will be no other try.</summary>
    Refused,
}
