using System.Net.WebSockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>
/// A program that watches as it should for a while, then hangs: it reads and says nothing more. Long after, it reads again what
/// lies there and finds how it was closed; then it comes back and hangs again.
/// </summary>
internal sealed class FrozenViewer(Uri address, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Awake = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private Task _running = Task.CompletedTask;
    private int _froze;
    private int _closed;
    private volatile string? _end;

    /// <summary>How often it stopped reading and woke up.</summary>
    public int Froze => _froze;

    /// <summary>How often it was closed for it, with code and reason.</summary>
    public int Closed => _closed;

    /// <summary>How the last connection ended.</summary>
    public string? End => _end;

    public void Start() => _running = RunAsync(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using ClientWebSocket socket = new();
            await socket.ConnectAsync(address, stopping);
            long began = time.GetTimestamp();
            while (time.GetElapsedTime(began) < Awake) await ReadAsync(socket, acknowledge: true, stopping);
            await Task.Delay(Frozen, time, stopping);
            try
            {
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                limit.CancelAfter(Patience);
                while (await ReadAsync(socket, acknowledge: false, limit.Token))
                {
                }

                _end = $"{(int?)socket.CloseStatus} {socket.CloseStatusDescription}";
                if ((int?)socket.CloseStatus == (int)CloseCode.TooSlow && socket.CloseStatusDescription is { Length: > 0 }) Interlocked.Increment(ref _closed);
            }
            catch (WebSocketException error)
            {
                _end = $"cut without a goodbye: {error.InnerException?.Message ?? error.Message}";
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                _end = "not closed at all";
            }

            Interlocked.Increment(ref _froze);
        }
    }

    // False when the relay has said goodbye.
    private async Task<bool> ReadAsync(ClientWebSocket socket, bool acknowledge, CancellationToken stopping)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(_buffer.AsMemory(length), stopping);
            if (result.MessageType == WebSocketMessageType.Close) return false;
            length += result.Count;
            if (result.EndOfMessage) break;
        }

        if (acknowledge && Newest(_buffer.AsSpan(0, length)) is { } seq) await AcknowledgeAsync(socket, seq, stopping);
        return true;
    }

    private static ushort? Newest(ReadOnlySpan<byte> bytes)
    {
        ushort? newest = null;
        while (MessageReader.TryRead(ref bytes, out MessageView message, out _) == ReadStatus.Done)
        {
            if (message.Header.FrameType is FrameType.Pixels or FrameType.DeltaPixels or FrameType.Compressed) newest = message.Header.Seq;
        }

        return newest;
    }

    private static async Task AcknowledgeAsync(ClientWebSocket socket, ushort seq, CancellationToken stopping)
    {
        byte[] message = new byte[MessageHeader.Size + AckInput.Size];
        new MessageHeader(InputType.Ack) { PayloadLength = AckInput.Size }.Write(message);
        new AckInput(seq, seq, (uint)Environment.TickCount).Write(message.AsSpan(MessageHeader.Size));
        await socket.SendAsync(message, WebSocketMessageType.Binary, true, stopping);
    }
}
