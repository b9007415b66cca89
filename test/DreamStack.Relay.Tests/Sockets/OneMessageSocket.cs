using System.Net.WebSockets;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Sockets;

/// <summary>A connection whose other end sends one message and then nothing until it is closed.</summary>
internal sealed class OneMessageSocket : WebSocket
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebSocketCloseStatus? _status;
    private bool _sent;

    public override WebSocketCloseStatus? CloseStatus => _status;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _status is null ? WebSocketState.Open : WebSocketState.Closed;

    public override string? SubProtocol => null;

    public override void Abort() => _closed.TrySetResult();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        _status = closeStatus;
        _closed.TrySetResult();
        return Task.CompletedTask;
    }

    public override void Dispose() => _closed.TrySetResult();

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_sent)
        {
            _sent = true;
            new MessageHeader(FrameType.Control).Write(buffer);
            return new WebSocketReceiveResult(MessageHeader.Size, WebSocketMessageType.Binary, endOfMessage: true);
        }

        await _closed.Task.WaitAsync(cancellationToken);
        return new WebSocketReceiveResult(0, WebSocketMessageType.Close, endOfMessage: true);
    }

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
