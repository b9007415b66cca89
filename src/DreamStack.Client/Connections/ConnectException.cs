namespace DreamStack.Client.Connections;

/// <summary>A WebSocket could not be opened.</summary>
internal sealed class ConnectException(string message, bool isFinal, Exception? inner) : Exception(message, inner)
{
    /// <summary>Trying again would come to the same.</summary>
    public bool IsFinal { get; } = isFinal;
}
