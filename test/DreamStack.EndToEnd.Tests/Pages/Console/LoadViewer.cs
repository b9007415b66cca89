using System.Net.WebSockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.EndToEnd.Tests.Pages.Console;

/// <summary>
/// A bare viewer that drags about in the picture; a slow one acknowledges its first picture and then no more, as a program does
/// that reads on and hangs.
/// </summary>
internal sealed class LoadViewer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public static async Task<LoadViewer> StartAsync(Uri relay, string stream, bool slow)
    {
        LoadViewer viewer = new();
        await viewer._socket.ConnectAsync(new Uri(new UriBuilder("ws", relay.Host, relay.Port).Uri, $"/stream/{stream}"), default);
        viewer._running = Task.WhenAll(viewer.ReadAsync(slow), slow ? Task.CompletedTask : viewer.DragAsync());
        return viewer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task ReadAsync(bool slow)
    {
        byte[] buffer = new byte[2 * 1024 * 1024];
        bool acknowledged = false;
        while (!_stop.IsCancellationRequested)
        {
            int length = 0;
            for (bool whole = false; !whole;)
            {
                ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                length += result.Count;
                whole = result.EndOfMessage;
            }

            ushort? seq = null;
            for (ReadOnlyMemory<byte> rest = buffer.AsMemory(0, length); MessageHeader.TryRead(rest.Span, out MessageHeader header);)
            {
                if (header.IsPicture) seq = header.Seq;
                if (header.MessageLength >= rest.Length) break;
                rest = rest[(int)header.MessageLength..];
            }

            if (seq is not { } newest || (slow && acknowledged)) continue;
            acknowledged = true;
            byte[] body = new byte[AckInput.Size];
            new AckInput(newest, newest, 0).Write(body);
            await SendAsync(InputType.Ack, body);
        }
    }

    private async Task DragAsync()
    {
        using PeriodicTimer frames = new(TimeSpan.FromMilliseconds(20));
        for (int i = 0; await frames.WaitForNextTickAsync(_stop.Token); i++)
        {
            ushort x = (ushort)(300 + (150 * Math.Sin(i / 10.0)));
            ushort y = (ushort)(200 + (100 * Math.Cos(i / 10.0)));
            await SendAsync(i == 0 ? InputType.PointerDown : InputType.Pointer, [(byte)x, (byte)(x >> 8), (byte)y, (byte)(y >> 8), 1]);
        }
    }

    private async Task SendAsync(InputType type, byte[] body)
    {
        byte[] message = new byte[MessageHeader.Size + body.Length];
        new MessageHeader(type) { PayloadLength = (uint)body.Length }.Write(message);
        body.CopyTo(message, MessageHeader.Size);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
        await _turn.WaitAsync(limit.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, limit.Token);
        }
        finally
        {
            _turn.Release();
        }
    }
}
