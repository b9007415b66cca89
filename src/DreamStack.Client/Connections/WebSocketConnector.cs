using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Client.Connections;

/// <summary>Opens WebSockets with the operating system's network.</summary>
internal sealed class WebSocketConnector(TimeSpan keepAlive, X509Certificate2? trusted = null) : IConnector
{
    public async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = keepAlive;
        socket.Options.KeepAliveTimeout = keepAlive;
        socket.Options.CollectHttpResponseDetails = true;
        if (trusted is not null) socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => trusted.Equals(shown);
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return socket;
        }
        catch (WebSocketException exception)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            socket.Dispose();
            throw Explain(address, status, exception);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static ConnectException Explain(Uri address, HttpStatusCode status, WebSocketException exception)
    {
        string place = $"{address.Host}:{address.Port}";
        if (status == 0) return new($"Nothing answers at {place}. Is the relay running?", false, exception);
        bool final = (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
        return new($"{place} answered {(int)status} ({status}), not as a relay.", final, exception);
    }
}
