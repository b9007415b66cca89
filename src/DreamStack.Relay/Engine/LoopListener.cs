using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using DreamStack.Relay.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace DreamStack.Relay.Engine;

/// <summary>Accepts connections on an event loop and hands them to Kestrel.</summary>
internal sealed class LoopListener : IConnectionListener, ILoopHandler
{
    // Kestrel takes them at once; a flood that it cannot follow waits in the system's queue.
    private const int MaxWaiting = 1024;
    private const int AcceptsAtOnce = 64;
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(100);

    private readonly EventLoop _loop;
    private readonly Socket _socket;
    private readonly bool _secured;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    // Kestrel's part in accepting is to note it and to queue it for the pool: less than waking a thread for that.
    private readonly Channel<LoopConnection> _accepted =
        Channel.CreateUnbounded<LoopConnection>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
    private ulong _place = LoopTable.None;
    private ITimer? _rest;

    public LoopListener(EventLoop loop, Socket listening, bool secured, TimeProvider time, ILogger log)
    {
        _loop = loop;
        _socket = listening;
        _secured = secured;
        _time = time;
        _log = log;
        EndPoint = listening.LocalEndPoint!;
        _loop.Post(new LoopAction(() => _place = _loop.Watch(_socket.SafeHandle, Epoll.Readable, this)));
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_accepted.Reader.TryRead(out LoopConnection? connection)) return connection;
        }

        return null;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        TaskCompletionSource unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(new LoopAction(() =>
        {
            if (_place != LoopTable.None) _loop.Release(_socket.SafeHandle, _place);
            _place = LoopTable.None;
            _socket.Dispose();
            unbound.TrySetResult();
        }));
        await unbound.Task.WaitAsync(cancellationToken);
        _accepted.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rest is not null) await _rest.DisposeAsync();
        if (!_accepted.Reader.Completion.IsCompleted) await UnbindAsync();
        while (_accepted.Reader.TryRead(out LoopConnection? connection)) await connection.DisposeAsync();
    }

    void ILoopHandler.OnReady(uint events)
    {
        for (int i = 0; i < AcceptsAtOnce && _accepted.Reader.Count < MaxWaiting; i++)
        {
            if (LoopSocket.Accept(_socket.SafeHandle, out EndPoint remote, out int error) is not { } socket)
            {
                if (!Libc.IsOnlyThisConnection(error)) Rest(error);
                return;
            }

            Welcome(socket, remote);
        }

        if (_accepted.Reader.Count >= MaxWaiting) Rest(error: 0);
    }

    void ILoopHandler.OnStop() => _socket.Dispose();

    void ILoopHandler.OnError(Exception error) => _log.ConnectionFailed(error);

    private void Welcome(LoopSocket socket, EndPoint remote)
    {
        socket.SendAtOnce();
        LoopConnection connection = new(_loop, socket, SocketName.Local(socket.Descriptor), remote, _secured);
        connection.Begin();
        if (!_accepted.Writer.TryWrite(connection)) connection.Abort();
    }

    // Out of descriptors or memory, or Kestrel is behind: the connection waits in the system's queue for a moment.
    private void Rest(int error)
    {
        if (error != 0) _log.AcceptFailed(new System.ComponentModel.Win32Exception(error).Message);
        _loop.Change(_socket.SafeHandle, 0, _place);
        _rest?.Dispose();
        _rest = _time.CreateTimer(
            static state => ((LoopListener)state!).Resume(), this, Breather, Timeout.InfiniteTimeSpan);
    }

    private void Resume() => _loop.Post(new LoopAction(() =>
    {
        if (_place != LoopTable.None) _loop.Change(_socket.SafeHandle, Epoll.Readable, _place);
    }));
}
