using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>One open socket: a reading and a writing thread of control, and the queue between the writer and the world.</summary>
internal sealed class LinkSession(WebSocket socket, TimeProvider time) : IDisposable
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _goodbye;

    public SendQueue Queue { get; } = new(time);

    public SendOutcome Send(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        SendOutcome outcome = Queue.Add(header, message);
        Wake();
        return outcome;
    }

    /// <summary>Reads and writes until the connection ends.</summary>
    public async Task<ConnectionEnd> ServeAsync(IMessageSink sink, bool expectInputs, CancellationToken stopping)
    {
        using CancellationTokenRegistration abort = stopping.Register(socket.Abort);
        Task writing = WriteAsync();
        try
        {
            return await ReadAsync(sink, expectInputs);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            string reason = Queue.Overflowed ? "The relay does not take what is sent." : "The connection was lost.";
            return new ConnectionEnd(reason, false);
        }
        finally
        {
            _wakes.Writer.TryComplete();
            await writing;
            _finished.TrySetResult();
        }
    }

    /// <summary>Lets the queue drain, says goodbye and waits for the relay's, each within the bound; then the socket is dropped.</summary>
    public async Task CloseAsync(string reason, TimeSpan bound)
    {
        _goodbye = reason;
        Wake();
        try
        {
            await _finished.Task.WaitAsync(bound, time);
        }
        catch (TimeoutException)
        {
            socket.Abort();
        }
    }

    public void Dispose()
    {
        Queue.Dispose();
        socket.Dispose();
    }

    private async Task<ConnectionEnd> ReadAsync(IMessageSink sink, bool expectInputs)
    {
        using MessageFeed feed = new(expectInputs);
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(feed.Free, CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close) return await AnswerCloseAsync();

            MessageHeader about = default;
            WireError error = result.MessageType == WebSocketMessageType.Text
                ? WireError.TextMessage
                : feed.Advance(result.Count, result.EndOfMessage, sink, out about);
            if (error == WireError.None) continue;

            string reason = error.Explain(about);
            await TryCloseOutputAsync(Closing.CodeOf(error), reason);
            return new ConnectionEnd($"The relay sent what is not the protocol: {reason}", true);
        }
    }

    private async Task<ConnectionEnd> AnswerCloseAsync()
    {
        WebSocketCloseStatus? code = socket.CloseStatus;
        string reason = Closing.Explain(code, socket.CloseStatusDescription);
        if (_goodbye is null) await TryCloseOutputAsync(WebSocketCloseStatus.NormalClosure, "");
        return new ConnectionEnd(reason, Closing.IsFinal(code));
    }

    private async Task WriteAsync()
    {
        ArrayBufferWriter<byte> batch = new();
        try
        {
            while (await _wakes.Reader.WaitToReadAsync())
            {
                _wakes.Reader.TryRead(out _);
                while (!Queue.Overflowed && Queue.TryTake(batch, out SharedBuffer? large)) await SendAsync(batch, large);
                if (Queue.Overflowed) socket.Abort();
                if (_goodbye is not { } goodbye) continue;

                await TryCloseOutputAsync(WebSocketCloseStatus.NormalClosure, goodbye);
                return;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The reader sees the same loss and says why; what waits is released with the queue.
            socket.Abort();
        }
    }

    private async Task SendAsync(ArrayBufferWriter<byte> batch, SharedBuffer? large)
    {
        // A batch that stands before a large message leaves first: the queue never hands out both.
        ReadOnlyMemory<byte> bytes = large?.Memory ?? batch.WrittenMemory;
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        finally
        {
            large?.Release();
            batch.ResetWrittenCount();
        }
    }

    private async Task TryCloseOutputAsync(WebSocketCloseStatus code, string reason)
    {
        try
        {
            await socket.CloseOutputAsync(code, reason, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer is gone already: the goodbye has nobody to reach.
            socket.Abort();
        }
    }

    private void Wake() => _wakes.Writer.TryWrite(true);
}
