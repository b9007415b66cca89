using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// One WebSocket with one reader and one writer. Whoever wants it closed calls <see cref="Stop"/>; the first reason
/// counts, the writer says goodbye, and a peer that does not answer in time is cut.
/// </summary>
internal abstract class SocketPeer(
    WebSocket socket, RelayContext relay, Wake wake, bool sendsInputs, PeerOrigin origin) : IDisposable
{
    private const int PackBytes = 16 * 1024;
    private readonly Inbound _inbound = new(sendsInputs);
    private readonly List<SharedBuffer> _batch = [];
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _packed = GC.AllocateUninitializedArray<byte>(PackBytes);
    private readonly StallWatch _stall = new(relay.Time, relay.Options.StallTimeout);
    private volatile bool _sending;
    private bool _continues;
    private Farewell? _farewell;

    /// <summary>The peer's number on this relay.</summary>
    public uint Id { get; } = relay.NextId();

    public PeerOrigin Origin { get; } = origin;

    public PeerCounters Counters { get; } = new(relay.Time);

    /// <summary>Why the connection ends; null while it goes on.</summary>
    public Closing? Closing => Volatile.Read(ref _farewell)?.Closing;

    protected RelayContext Relay { get; } = relay;

    /// <summary>What <c>/clients</c> says about this peer.</summary>
    public abstract PeerReport Report();

    /// <summary>Asks the peer for the time of a round trip; ends a connection that answered once and then fell silent.</summary>
    public void Ping()
    {
        // One that never answers may be a program of five lines: the WebSocket's own keep-alive looks after it.
        if (Counters.RttUs < 0 || Counters.Silence < Relay.Options.KeepAlive) AskRoundTrip();
        else Stop(Closing.Silent);
    }

    /// <summary>Ends a viewer's connection that takes nothing of what is sent; called a few times within the patience.</summary>
    public void CheckStall()
    {
        // A source that does not listen still sends: its silence is what counts.
        if (sendsInputs && _stall.IsStalled(_sending, Origin.Drain.Taken())) Stop(Closing.Stalled);
    }

    /// <summary>Reads and writes until both have ended.</summary>
    public async Task RunAsync()
    {
        Task reading = ReadAsync();
        Task writing = WriteAsync();
        await _stopping.Task;
        using (Relay.Time.CreateTimer(
            static state => ((WebSocket)state!).Abort(), socket, Relay.Options.CloseTimeout, Timeout.InfiniteTimeSpan))
        {
            await Task.WhenAll(reading, writing);
        }
    }

    /// <summary>Gives back what the connection held; after <see cref="RunAsync"/>.</summary>
    public virtual void Dispose()
    {
        _inbound.Dispose();
        _farewell?.TakeLastWord()?.Release();
    }

    /// <summary>Ends the connection: a last message if there is one (its share is taken over), then the close frame.</summary>
    public void Stop(Closing closing, SharedBuffer? lastWord = null)
    {
        if (Interlocked.CompareExchange(ref _farewell, new Farewell(closing, lastWord), null) is not null)
        {
            lastWord?.Release();
            return;
        }

        _stopping.TrySetResult();
        wake.Set();
    }

    /// <summary>Queues the question after the round trip.</summary>
    protected abstract void AskRoundTrip();

    /// <summary>Fills the batch with what is to be sent next, each with a share; false when there is nothing.</summary>
    protected abstract bool Fill(List<SharedBuffer> batch);

    /// <summary>Uses one message; a reason when the peer is to be closed for it.</summary>
    protected abstract Closing? Accept(in MessageView message);

    /// <summary>The message being accepted as a shared buffer that the caller owns; at most once for each message.</summary>
    protected SharedBuffer Share(in MessageHeader header) => _inbound.TakeShared((int)header.MessageLength);

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult result = await socket.ReceiveAsync(_inbound.Free(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close) break;
                if (Closing is null && Judge(result) is { } closing)
                {
                    Note(closing);
                    Stop(closing);
                }

                // After the end a peer is only listened to for its goodbye.
                if (Closing is not null) _inbound.Clear();
            }

            Stop(Closing.PeerLeft);
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    // What the relay itself gets wrong about a message ends the connection, with a goodbye, and nothing else.
    private Closing? Judge(in ValueWebSocketReceiveResult result)
    {
        try
        {
            return Read(result);
        }
        catch (Exception error) when (!IsLoss(error))
        {
            Relay.Log.ConnectionFailed(error);
            return Closing.RelayFailed;
        }
    }

    // A polite end and a fault of the relay are no breach of the protocol.
    private void Note(Closing closing)
    {
        if (closing.Code == CloseCode.Normal || closing == Closing.RelayFailed) return;
        Relay.Counters.CountProtocolError();
        Relay.Log.PeerBroke(Id, Origin.Address, (int)closing.Code, closing.Reason);
    }

    private void Fail(Exception error)
    {
        if (IsLoss(error)) Relay.Log.PeerLost(Id, error.Message);
        else Relay.Log.ConnectionFailed(error);
        Stop(IsLoss(error) ? Closing.PeerLost : Closing.RelayFailed);
    }

    private Closing? Read(in ValueWebSocketReceiveResult result)
    {
        Counters.Hear();
        if (result.MessageType == WebSocketMessageType.Text) return Closing.For(WireError.TextMessage, default);
        _inbound.Advance(result.Count);
        bool nothing = result.Count == 0 && result.EndOfMessage && !_continues;
        _continues = !result.EndOfMessage;
        if (nothing) return Closing.For(WireError.Truncated, default);
        while (true)
        {
            ReadStatus status = _inbound.TryRead(out MessageView message, out WireError error);
            if (status == ReadStatus.Invalid) return Closing.For(error, message.Header);
            if (status == ReadStatus.NeedMore) break;

            MessageHeader header = message.Header;
            Relay.Counters.CountIn(header);
            Counters.CountIn(header.MessageLength);
            _inbound.Expect((int)header.MessageLength);
            if (Accept(message) is { } closing) return closing;
            _inbound.Settle();
        }

        return result.EndOfMessage && _inbound.IsInsideMessage ? Closing.For(WireError.Truncated, default) : null;
    }

    private async Task WriteAsync()
    {
        try
        {
            await SendAllAsync();
            await SayGoodbyeAsync();
        }
        catch (Exception error)
        {
            Fail(error);
        }
        finally
        {
            ReleaseBatch();
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (Closing is null)
            {
                while (Closing is null && Fill(_batch)) await SendBatchAsync();
                if (Closing is null) await wake.WaitAsync();
            }
        }
        catch (Exception error) when (!IsLoss(error))
        {
            Fail(error);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendBatchAsync()
    {
        int total = 0;
        foreach (SharedBuffer buffer in _batch) total += buffer.Length;
        _sending = true;
        if (_batch.Count > 1 && total <= PackBytes)
        {
            int at = 0;
            foreach (SharedBuffer buffer in _batch)
            {
                buffer.Span.CopyTo(_packed.AsSpan(at));
                at += buffer.Length;
            }

            await socket.SendAsync(
                _packed.AsMemory(0, total), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        else
        {
            foreach (SharedBuffer buffer in _batch)
            {
                await socket.SendAsync(
                    buffer.Memory, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
        }

        _sending = false;
        Counters.CountOut(_batch.Count, total);
        Relay.Counters.CountOut(_batch.Count, total);
        ReleaseBatch();
    }

    private async Task SayGoodbyeAsync()
    {
        Farewell farewell = Volatile.Read(ref _farewell)!;
        Closing closing = farewell.Closing;
        if (farewell.TakeLastWord() is { } word)
        {
            _batch.Add(word);
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(word.Memory, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
        }

        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(
                (WebSocketCloseStatus)closing.Code, closing.ShortReason, CancellationToken.None);
        }
    }

    private void ReleaseBatch()
    {
        foreach (SharedBuffer buffer in _batch) buffer.Release();
        _batch.Clear();
    }

    // What a socket throws when its other end, or this one, has given up on it.
    private static bool IsLoss(Exception error) =>
        error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;
}
