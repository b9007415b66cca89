using System.IO.Pipelines;
using System.Net;
using DreamStack.Relay.Http;
using DreamStack.Relay.Sockets;
using Microsoft.AspNetCore.Connections;

namespace DreamStack.Relay.Engine;

/// <summary>
/// A connection as Kestrel sees it while it speaks HTTP: two pipes, filled and emptied by an event loop. Once upgraded, the socket
/// is taken out and Kestrel forgets the connection.
/// </summary>
internal sealed class LoopConnection : DefaultConnectionContext, ILoopHandler, ISocketHandover
{
    private const int ReadAtOnce = 4 * 1024;
    // Kestrel's work is never the loop's: what it does for one request would hold up everybody's frames.
    private static readonly PipeOptions InputOptions = OptionsFor(PipeScheduler.ThreadPool);
    // What Kestrel has written is sent on its own thread, by who flushes it.
    private static readonly PipeOptions OutputOptions = OptionsFor(PipeScheduler.Inline);

    private readonly EventLoop _loop;
    private readonly LoopSocket _socket;
    private readonly Pipe _input = new(InputOptions);
    private readonly Pipe _output = new(OutputOptions);
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _gate = new();
    private readonly HandoverReader? _tlsInput;
    private readonly HandoverWriter? _tlsOutput;
    private volatile ILink? _link;
    private ulong _place = LoopTable.None;
    private uint _interest;
    private Task _sending = Task.CompletedTask;
    private TaskCompletionSource? _writable;
    private bool _inputEnded;
    private volatile bool _handingOver;
    private bool _handedOver;
    private bool _disposed;

    public LoopConnection(EventLoop loop, LoopSocket socket, EndPoint local, EndPoint remote, bool secured)
    {
        _loop = loop;
        _socket = socket;
        ConnectionId = Guid.NewGuid().ToString("N");
        LocalEndPoint = local;
        RemoteEndPoint = remote;
        Transport = new PipePair(_input.Reader, _output.Writer);
        if (secured)
        {
            _tlsInput = new HandoverReader(_input.Reader);
            _tlsOutput = new HandoverWriter(_output.Writer);
            Transport = new PipePair(_tlsInput, _tlsOutput);
        }

        ConnectionClosed = _closed.Token;
        Features.Set<ISocketHandover>(this);
    }

    /// <inheritdoc/>
    public TcpDrain Drain => new(_socket.Descriptor);

    /// <summary>Begins to read and to write; on the loop's thread.</summary>
    public void Begin()
    {
        _interest = Epoll.Readable;
        _place = _loop.Watch(_socket.Descriptor, _interest, this);
        _sending = SendAsync();
        // The request mostly lies there already: it is found before Kestrel has to wait for it.
        Read();
    }

    void ILoopHandler.OnReady(uint events)
    {
        if ((events & (Epoll.Writable | Epoll.Broken | Epoll.Gone)) != 0) FreeWriter();
        bool reads = (_interest & Epoll.Readable) != 0;
        if (reads && (events & (Epoll.Readable | Epoll.Broken | Epoll.Gone)) != 0) Read();
        // Nobody reads, so nobody would notice, and the loop would be called for it for ever.
        else if ((events & (Epoll.Broken | Epoll.Gone)) != 0) Close();
    }

    void ILoopHandler.OnStop() => Close();

    void ILoopHandler.OnError(Exception error)
    {
        EndInput(error);
        Close();
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        if (_link is { } link) link.Cut();
        else Post(Close);
    }

    public override async ValueTask DisposeAsync()
    {
        await _input.Reader.CompleteAsync();
        await _output.Writer.CompleteAsync();
        await _sending;
        Post(Close);
        _closed.Dispose();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    public async Task<ILink?> HandOverAsync(Stream upgraded, EventLoop loop)
    {
        if (!await LetGoAsync()) return null;
        using MemoryStream early = new();
        try
        {
            await upgraded.CopyToAsync(early);
        }
        catch
        {
            // Released, it is nobody's yet.
            _socket.Dispose();
            throw;
        }

        return new LoopLink(loop, _socket, early.ToArray());
    }

    /// <inheritdoc/>
    public async Task<ILink?> HandOverAsync(UpgradedTls upgraded, EventLoop loop)
    {
        if (!await LetGoAsync()) return null;
        _tlsInput!.TakeOver(_socket);
        _tlsOutput!.TakeOver(loop.Records);
        // The web server keeps the connection for TLS's sake, and may want it ended.
        return _link = new LoopLink(loop, new TlsWire(upgraded.Tls, _socket, _tlsInput, loop.Records), upgraded.Early);
    }

    // The answer to the handshake leaves before the first frame.
    private async Task<bool> LetGoAsync()
    {
        _handingOver = true;
        _output.Reader.CancelPendingRead();
        await _sending;
        return await TryReleaseAsync();
    }

    private Task<bool> TryReleaseAsync()
    {
        // Its new owner begins right here: the way to the pool and back costs more than that.
        TaskCompletionSource<bool> done = new();
        Post(() => done.TrySetResult(TryRelease()));
        return done.Task;
    }

    // Until here it is closed like any other; from here on it is its new owner's.
    private bool TryRelease()
    {
        if (_disposed) return false;
        EndInput(null);
        _loop.Release(_socket.Descriptor, _place);
        _place = LoopTable.None;
        return _handedOver = true;
    }

    private void Read()
    {
        Memory<byte> free = _input.Writer.GetMemory(ReadAtOnce);
        int count;
        try
        {
            count = _socket.Receive(free);
        }
        catch (IOException error)
        {
            EndInput(new ConnectionResetException(error.Message, error));
            Close();
            return;
        }

        if (count == ILoopWire.WouldWait) return;
        if (count == 0)
        {
            EndInput(null);
            Look(_interest & ~Epoll.Readable);
            return;
        }

        _input.Writer.Advance(count);
        ValueTask<FlushResult> flushed = _input.Writer.FlushAsync();
        if (flushed.IsCompletedSuccessfully)
        {
            if (flushed.Result.IsCompleted) Look(_interest & ~Epoll.Readable);
            return;
        }

        Look(_interest & ~Epoll.Readable);
        _ = ResumeAsync(flushed);
    }

    private async Task ResumeAsync(ValueTask<FlushResult> flushed)
    {
        FlushResult result = await flushed;
        if (result.IsCompleted || result.IsCanceled) return;
        Post(() =>
        {
            if (!_inputEnded) Look(_interest | Epoll.Readable);
        });
    }

    private async Task SendAsync()
    {
        Exception? failed = null;
        try
        {
            while (true)
            {
                ReadResult result = await _output.Reader.ReadAsync();
                foreach (ReadOnlyMemory<byte> segment in result.Buffer) await SendAsync(segment);
                _output.Reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted || (_handingOver && result.IsCanceled)) break;
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            failed = error;
        }

        await _output.Reader.CompleteAsync(failed);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = _socket.SendFromAnywhere(bytes);
            if (count != ILoopWire.WouldWait)
            {
                bytes = bytes[count..];
                continue;
            }

            TaskCompletionSource writable = new(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate) _writable = writable;
            Post(() =>
            {
                if (_place == LoopTable.None) FreeWriter();
                else Look(_interest | Epoll.Writable);
            });
            await writable.Task;
        }
    }

    private void FreeWriter()
    {
        TaskCompletionSource? writable;
        lock (_gate) (writable, _writable) = (_writable, null);
        if (_place != LoopTable.None) Look(_interest & ~Epoll.Writable);
        writable?.TrySetResult();
    }

    private void EndInput(Exception? error)
    {
        if (_inputEnded) return;
        _inputEnded = true;
        _input.Writer.Complete(error);
    }

    private void Look(uint interest)
    {
        if (interest == _interest || _place == LoopTable.None) return;
        _interest = interest;
        _loop.Change(_socket.Descriptor, interest, _place);
    }

    private void Close()
    {
        if (_disposed || _handedOver) return;
        _disposed = true;
        EndInput(null);
        if (_place != LoopTable.None) _loop.Release(_socket.Descriptor, _place);
        _place = LoopTable.None;
        _socket.Dispose();
        FreeWriter();
        // Its listeners are Kestrel's: not on the thread that serves everybody.
        ThreadPool.UnsafeQueueUserWorkItem(static closed => Cancel(closed), _closed, preferLocal: false);
    }

    private static void Cancel(CancellationTokenSource closed)
    {
        try
        {
            closed.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Kestrel has let go of the connection already: nobody listens.
            return;
        }
    }

    private static PipeOptions OptionsFor(PipeScheduler reader) => new(
        readerScheduler: reader, writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false);

    private void Post(Action action) => _loop.Post(new LoopAction(action));
}
