using System.Buffers;
using System.Net.WebSockets;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>A source of small pictures at an even pace, whoever watches: next to nothing to draw, send or decode.</summary>
internal sealed class TickingSource : IAsyncDisposable
{
    private const int Side = 32;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(33);
    private readonly CancellationTokenSource _stop = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Originator _originator = new(TimeProvider.System);
    private readonly PictureEncoder _encoder = new();
    private readonly byte[] _picture = new byte[Side * Side * 4];
    private Task _sending = Task.CompletedTask;

    public static async Task<TickingSource> StartAsync(Uri relay)
    {
        TickingSource source = new();
        Uri address = new(new UriBuilder("ws", relay.Host, relay.Port).Uri, "/source/main?app=ticks&modes=pixel,delta");
        await source._socket.ConnectAsync(address, CancellationToken.None);
        Array.Fill(source._picture, byte.MaxValue);
        source._sending = Task.WhenAll(source.SendAsync(), source.ListenAsync());
        return source;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        using PeriodicTimer pace = new(s_pace);
        ArrayBufferWriter<byte> message = new();
        try
        {
            for (int tick = 0; await pace.WaitForNextTickAsync(_stop.Token); tick++)
            {
                // One pixel goes round.
                _picture.AsSpan(tick % (Side * Side) * 4, 3).Fill((byte)(tick / 7));
                bool whole = tick % 60 == 0;
                _encoder.TryEncode(_picture, Side, Side, whole, _originator, default, message);
                await _socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Binary, endOfMessage: true, _stop.Token);
                message.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    // Nobody's questions are answered, but they are taken.
    private async Task ListenAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true) await _socket.ReceiveAsync(buffer, _stop.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException)
        {
            // Told to stop, or the relay went first.
        }
    }
}
