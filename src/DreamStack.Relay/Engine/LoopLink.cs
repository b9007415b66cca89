using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;

namespace DreamStack.Relay.Engine;

/// <summary>
/// A connection on an event loop: sends first and waits only when the system takes no more. All of it runs on the loop's thread,
/// but for what takes a while, which runs on the pool while the loop leaves that side of the connection alone.
/// </summary>
internal sealed class LoopLink : ILink, IWake, ILoopHandler, ILoopWork, IThreadPoolWorkItem
{
    // A turn's share of the thread: others are served in between.
    private const int MaxReads = 16;
    private const int MaxTurnBytes = 2 * 1024 * 1024;
    private readonly EventLoop _loop;
    private readonly LoopSocket _socket;
    private readonly Outgoing _output = new();
    private byte[] _early;
    private SocketPeer _peer = null!;
    private ulong _place = LoopTable.None;
    private uint _interest;
    private LinkJob _job;
    private volatile bool _jobDone;
    private volatile bool _cut;
    private volatile bool _busy;
    private int _woken;
    private bool _drained;
    private bool _readEnded;
    private bool _writeEnded;
    private bool _lost;
    private volatile bool _finished;

    /// <summary>A socket that this loop has yet to serve; <paramref name="early"/> came behind the request.</summary>
    public LoopLink(EventLoop loop, LoopSocket socket, byte[] early)
    {
        _loop = loop;
        _socket = socket;
        _early = early;
    }

    public IWake Wake => this;

    public bool IsBusy => _busy;

    public Task RequestNeeded => Task.CompletedTask;

    public void Run(SocketPeer peer)
    {
        _peer = peer;
        Set();
    }

    public void Cut()
    {
        _cut = true;
        Set();
    }

    /// <summary>Has the loop look at this link soon; from any thread.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0) _loop.Post(this);
    }

    void ILoopWork.Run()
    {
        Interlocked.Exchange(ref _woken, 0);
        _drained = false;
        // Woken before it was given its peer: Run comes.
        if (_finished || _peer is null) return;
        if (_place == LoopTable.None && !_lost) Begin();
        if (_jobDone) EndJob();
        Step();
    }

    void ILoopHandler.OnReady(uint events)
    {
        if ((events & Epoll.Readable) != 0 || (events & (Epoll.Broken | Epoll.Gone)) != 0) Read(events);
        Step();
    }

    void ILoopHandler.OnStop()
    {
        _cut = true;
        Step();
    }

    void ILoopHandler.OnError(Exception error) => OnError(error);

    void ILoopWork.OnError(Exception error) => OnError(error);

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            if (_job == LinkJob.Chore) _peer.RunChore();
            else if (_job == LinkJob.Making) _peer.Produce(_output, mayWork: true);
            else _peer.Ended();
        }
        catch (Exception error)
        {
            _peer.Fail(error);
        }

        if (_finished) return;
        _jobDone = true;
        Set();
    }

    private void Begin()
    {
        _interest = Epoll.Readable;
        _place = _loop.Watch(_socket.Descriptor, _interest, this);
        byte[] early = _early;
        _early = [];
        for (int at = 0; at < early.Length && !_readEnded;)
        {
            Span<byte> free = _peer.Free().Span;
            int count = Math.Min(free.Length, early.Length - at);
            early.AsSpan(at, count).CopyTo(free);
            at += count;
            Reading reading = _peer.Received(count);
            // So early there is hardly anything to be done, and what there is may be done here.
            for (; reading == Reading.Chore; reading = _peer.Continue()) _peer.RunChore();
            _readEnded = reading == Reading.Ended;
        }
    }

    private void Step()
    {
        if (_cut) _lost = true;
        try
        {
            if (!_lost) Write();
        }
        catch (IOException error)
        {
            Lose(error);
        }

        bool over = _lost || (_readEnded && _writeEnded);
        if (!over) Watch();
        else if (_job == LinkJob.None) Finish();
        // What is broken is reported without end, and its job needs the processor that would take.
        else Unwatch();
    }

    private void Read(uint events)
    {
        try
        {
            bool mayRead = !_readEnded && _job != LinkJob.Chore;
            // Reading would tell what is wrong; who does not read learns it so.
            if (!mayRead && (events & (Epoll.Broken | Epoll.Gone)) != 0) _lost = true;
            int left = MaxTurnBytes;
            for (int reads = 0; mayRead && reads < MaxReads && left > 0; reads++)
            {
                Memory<byte> free = _peer.Free();
                int count = _socket.Receive(free.Span);
                if (count == LoopSocket.WouldWait) break;
                if (count == 0)
                {
                    _peer.HangUp(null);
                    _readEnded = true;
                    break;
                }

                left -= count;
                Reading reading = _peer.Received(count);
                Follow(reading);
                mayRead = count == free.Length && reading == Reading.More;
            }
        }
        catch (IOException error)
        {
            Lose(error);
        }
    }

    private void Follow(Reading reading)
    {
        if (reading == Reading.Ended) _readEnded = true;
        else if (reading == Reading.Chore) Start(LinkJob.Chore);
    }

    private void Write()
    {
        int left = MaxTurnBytes;
        while (_job != LinkJob.Making && !_writeEnded)
        {
            // Whoever adds something afterwards wakes this link.
            if (_output.IsEmpty && (_drained || !Refill())) return;
            if (left <= 0)
            {
                Set();
                return;
            }

            int count = _socket.Send(_output.Next(_loop.Scratch).Span);
            _busy = count == LoopSocket.WouldWait;
            if (_busy) return;
            left -= count;
            _output.Wrote(count);
        }
    }

    private bool Refill()
    {
        switch (_peer.Produce(_output, mayWork: false))
        {
            case Produced.Frames:
                return true;
            case Produced.LastFrames:
                _drained = true;
                return true;
            case Produced.NeedsWork:
                Start(LinkJob.Making);
                return false;
            case Produced.Finished:
                _writeEnded = true;
                // A peer that is not understood any more learns so that nothing comes either.
                if (!_readEnded && _peer.IsDeaf) _socket.StopSending();
                return false;
            default:
                _drained = true;
                return false;
        }
    }

    private void Start(LinkJob job)
    {
        _job = job;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void EndJob()
    {
        _jobDone = false;
        bool wasChore = _job == LinkJob.Chore;
        _job = LinkJob.None;
        if (wasChore) Follow(_peer.Continue());
    }

    private void Watch()
    {
        uint interest = _readEnded || _job == LinkJob.Chore ? 0 : Epoll.Readable;
        if (_busy) interest |= Epoll.Writable;
        if (interest == _interest) return;
        _interest = interest;
        _loop.Change(_socket.Descriptor, interest, _place);
    }

    private void Unwatch()
    {
        if (_place != LoopTable.None) _loop.Release(_socket.Descriptor, _place);
        _place = LoopTable.None;
    }

    private void Lose(IOException error)
    {
        _lost = true;
        _peer.HangUp(error.Message);
    }

    private void OnError(Exception error)
    {
        _lost = true;
        _peer.Fail(error);
        if (_job == LinkJob.None) Finish();
    }

    private void Finish()
    {
        if (_finished) return;
        _finished = true;
        if (_lost) _peer.HangUp(null);
        Unwatch();
        _socket.Dispose();
        _output.Discard();
        // Whoever is told of it may take its time.
        Start(LinkJob.Farewell);
    }
}
