using System.Net.WebSockets;

namespace DreamStack.Client.Connections;

/// <summary>Opens WebSockets.</summary>
internal interface IConnector
{
    /// <summary>An open socket that the caller disposes; throws <see cref="ConnectException"/> when there is none.</summary>
    Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellation);
}
