using System.Runtime.InteropServices;
using DreamStack.Relay.Telemetry;
using Microsoft.Extensions.Logging;

namespace DreamStack.Relay.Engine;

/// <summary>
/// One thread that serves many sockets and never waits for one of them. What others want of a socket is posted to it. Work
/// that this thread itself asks for runs after everything that was ready, so that many small messages leave together.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    private const int MostAtOnce = 256;
    private const int ScratchBytes = 64 * 1024;
    private readonly Epoll _epoll = new(MostAtOnce);
    private readonly LoopSignal _signal = new();
    private readonly LoopTable _table = new();
    private readonly Lock _gate = new();
    private readonly ILogger _log;
    private readonly Thread _thread;
    private List<ILoopWork> _posted = [];
    private List<ILoopWork> _taken = [];
    private List<ILoopWork> _own = [];
    private List<ILoopWork> _running = [];
    private volatile bool _closed;
    private long _rounds;

    public EventLoop(ILogger log, int number)
    {
        _log = log;
        _epoll.Watch(_signal.Descriptor, Epoll.Readable, LoopTable.None);
        _thread = new Thread(Run) { IsBackground = true, Name = $"ds-relay-{number}" };
        _thread.Start();
    }

    /// <summary>Bytes for whoever runs on this thread and is done with them before it returns.</summary>
    public byte[] Scratch { get; } = GC.AllocateUninitializedArray<byte>(ScratchBytes, pinned: true);

    /// <summary>How often it has looked for something to do: while there is nothing, it stands still.</summary>
    public long Rounds => Volatile.Read(ref _rounds);

    /// <summary>What TLS makes of what one connection after the other sends.</summary>
    public RecordBuffer Records { get; } = new();

    /// <summary>The caller runs on this loop's thread.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>Runs something on this thread soon; on this thread itself, after what is ready now.</summary>
    public void Post(ILoopWork work)
    {
        if (IsCurrent)
        {
            _own.Add(work);
            return;
        }

        lock (_gate)
        {
            // A relay that has stopped serves nobody: whoever still calls is on the way out itself.
            if (_closed) return;
            if (_posted.Count == 0) _signal.Set();
            _posted.Add(work);
        }
    }

    /// <summary>Serves a descriptor from now on; on this thread only. Answers its place here.</summary>
    public ulong Watch(SafeHandle descriptor, uint events, ILoopHandler handler)
    {
        ulong place = _table.Add(handler);
        _epoll.Watch(descriptor, events, place);
        return place;
    }

    /// <summary>Looks for something else; on this thread only.</summary>
    public void Change(SafeHandle descriptor, uint events, ulong place) => _epoll.Change(descriptor, events, place);

    /// <summary>
    /// Serves a descriptor no more, before it is closed or another loop takes it; on this thread only. One that is closed while somebody
    /// still uses it stays open for so long, and what nobody serves would be reported without end.
    /// </summary>
    public void Release(SafeHandle descriptor, ulong place)
    {
        _epoll.Forget(descriptor);
        _table.Remove(place);
    }

    /// <summary>Ends the thread after what was posted so far, and closes what it serves.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _signal.Set();
        }

        _thread.Join();
        _epoll.Dispose();
        _signal.Dispose();
    }

    private void Run()
    {
        while (!_closed)
        {
            int ready = _epoll.Wait(_own.Count > 0 ? 0 : Timeout.Infinite);
            Volatile.Write(ref _rounds, _rounds + 1);
            for (int i = 0; i < ready; i++) Serve(_epoll[i]);
            RunPosted();
            RunOwn();
        }

        // Nothing is posted any more. What was left open here would stay open for its other end.
        RunPosted();
        foreach (ILoopHandler handler in _table.All()) Stop(handler);
        while (_own.Count > 0) RunOwn();
    }

    private void Stop(ILoopHandler handler)
    {
        try
        {
            handler.OnStop();
        }
        catch (Exception error)
        {
            End(handler.OnError, error);
        }
    }

    private void Serve((uint Events, ulong Place) ready)
    {
        if (ready.Place == LoopTable.None)
        {
            _signal.Clear();
            return;
        }

        // Served before in this round, it may have gone.
        if (_table.Find(ready.Place) is not { } handler) return;
        try
        {
            handler.OnReady(ready.Events);
        }
        catch (Exception error)
        {
            End(handler.OnError, error);
        }
    }

    private void RunPosted()
    {
        lock (_gate) (_posted, _taken) = (_taken, _posted);
        foreach (ILoopWork work in _taken) Run(work);
        _taken.Clear();
    }

    private void RunOwn()
    {
        // What this work asks for in turn waits for the next round: sockets come first.
        (_own, _running) = (_running, _own);
        foreach (ILoopWork work in _running) Run(work);
        _running.Clear();
    }

    private void Run(ILoopWork work)
    {
        try
        {
            work.Run();
        }
        catch (Exception error)
        {
            End(work.OnError, error);
        }
    }

    // One connection's fault must not end the thread that serves them all.
    private void End(Action<Exception> end, Exception error)
    {
        try
        {
            end(error);
        }
        catch (Exception second)
        {
            _log.ConnectionFailed(second);
        }
    }
}
