using System.Buffers;
using System.Net.WebSockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>
/// A program that watches for a second and then stops reading. By turns it has never said anything, so that its connection
/// fills up; or it has acknowledged and answered as it should, and hangs. Later it reads what lies there, finds how it was closed,
/// and comes back.
/// </summary>
/// <param name="address">What it watches.</param>
/// <param name="closes">How many connections the relay says it has closed with this code: when there is one more, it wakes up.</param>
/// <param name="time">The clock.</param>
internal sealed class FrozenViewer(Uri address, Func<CancellationToken, Task<double>> closes, TimeProvider time) : IAsyncDisposable
{
    // Long enough to be pinged.
    private static readonly TimeSpan Awake = TimeSpan.FromSeconds(3);
    // A relay waits two seconds for a byte to be taken, and as long again for its goodbye to be, which stands behind all that fills the
    // connection: who wakes up between hears it, who wakes up later finds a connection that was cut.
    private static readonly TimeSpan FullFor = TimeSpan.FromSeconds(4.5);
    // It waits fifteen for a sign of life, and looks every two.
    private static readonly TimeSpan HungFor = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly int[] _froze = new int[2];
    private readonly int[] _closed = new int[2];
    private Task _running = Task.CompletedTask;
    private volatile string? _odd;

    /// <summary>How often it stopped reading and woke up: with a full connection, and hung.</summary>
    public (int Full, int Hung) Froze => (_froze[0], _froze[1]);

    /// <summary>How often it found itself closed with the code and a reason.</summary>
    public (int Full, int Hung) Closed => (_closed[0], _closed[1]);

    /// <summary>How the last connection ended that was not closed so.</summary>
    public string? Odd => _odd;

    public void Start() => _running = RunAsync(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        for (int turn = 0; !stopping.IsCancellationRequested; turn ^= 1)
        {
            string end = await FreezeAsync(talks: turn == 1, stopping);
            Interlocked.Increment(ref _froze[turn]);
            if (end.Length == 0) Interlocked.Increment(ref _closed[turn]);
            else _odd = end;
        }
    }

    // Empty when it was closed as it should.
    private async Task<string> FreezeAsync(bool talks, CancellationToken stopping)
    {
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(address, stopping);
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Awake) await ReadAsync(socket, talks, stopping);
        if (talks) await SleepAsync(HungFor, stopping);
        else await Task.Delay(FullFor, time, stopping);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            while (await ReadAsync(socket, talks: false, limit.Token))
            {
            }

            bool right = (int?)socket.CloseStatus == (int)CloseCode.TooSlow && socket.CloseStatusDescription is { Length: > 0 };
            return right ? "" : $"closed with {(int?)socket.CloseStatus} {socket.CloseStatusDescription}";
        }
        catch (WebSocketException error)
        {
            return $"cut without a goodbye: {error.InnerException?.Message ?? error.Message}";
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return "not closed at all";
        }
    }

    private async Task SleepAsync(TimeSpan most, CancellationToken stopping)
    {
        double before = await closes(stopping);
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < most && await closes(stopping) == before) await Task.Delay(LookEvery, time, stopping);
    }

    // False when the relay has said goodbye.
    private async Task<bool> ReadAsync(ClientWebSocket socket, bool talks, CancellationToken stopping)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(_buffer.AsMemory(length), stopping);
            if (result.MessageType == WebSocketMessageType.Close) return false;
            length += result.Count;
            if (result.EndOfMessage) break;
        }

        byte[] answers = talks ? Answers(_buffer.AsSpan(0, length)) : [];
        if (answers.Length > 0) await socket.SendAsync(answers, WebSocketMessageType.Binary, true, stopping);
        return true;
    }

    private static byte[] Answers(ReadOnlySpan<byte> bytes)
    {
        ArrayBufferWriter<byte> answers = new();
        Span<byte> body = stackalloc byte[PingFrame.AnswerSize];
        while (MessageReader.TryRead(ref bytes, out MessageView message, out _) == ReadStatus.Done)
        {
            if (message.Header.FrameType is FrameType.Pixels or FrameType.DeltaPixels or FrameType.Compressed)
            {
                new AckInput(message.Header.Seq, message.Header.Seq, 0).Write(body);
                MessageWriter.Write(answers, new MessageHeader(InputType.Ack), body[..AckInput.Size]);
            }
            else if (message.Header.FrameType == FrameType.Ping && PingFrame.TryRead(message.Payload, out PingFrame ping))
            {
                (ping with { AnswererUs = 1 }).Write(body);
                MessageWriter.Write(answers, new MessageHeader(InputType.Ping), body);
            }
        }

        return answers.WrittenSpan.ToArray();
    }
}
