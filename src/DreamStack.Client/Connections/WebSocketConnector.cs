using System.Net;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace DreamStack.Client.Connections;

/// <summary>Opens WebSockets with the operating system's network.</summary>
internal sealed class WebSocketConnector(TimeSpan keepAlive, RelayTrust trust) : IConnector
{
    public async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = keepAlive;
        socket.Options.KeepAliveTimeout = keepAlive;
        socket.Options.CollectHttpResponseDetails = true;
        string? fault = null;
        socket.Options.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
        {
            fault = trust.Judge(address.Host, shown, chain, errors);
            return fault is null;
        };
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return socket;
        }
        catch (WebSocketException exception)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            socket.Dispose();
            throw Explain(address, status, fault, exception);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static ConnectException Explain(Uri address, HttpStatusCode status, string? fault, WebSocketException exception)
    {
        string place = $"{address.Host}:{address.Port}";
        // None of these is final: a relay may come back with another certificate.
        if (fault is not null) return new($"The certificate of {place} {fault}.", false, exception);
        if (status == 0) return new(WithoutAnswer(place, address.Scheme, exception), false, exception);
        bool final = (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
        return new($"{place} answered {(int)status} ({status}), not as a relay.", final, exception);
    }

    private static string WithoutAnswer(string place, string scheme, WebSocketException exception)
    {
        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException) return $"{place} does not speak TLS as this side does. Is it a relay without --certificate (ws://)?";
            if (scheme == "ws" && inner is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
                return $"{place} hung up without an answer. Does the relay speak TLS (wss://)?";
        }

        return $"Nothing answers at {place}. Is the relay running?";
    }
}
