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
    private const int MaxTurnBytes = 2 * 1024 * 1024;
    private readonly EventLoop _loop;
    private readonly ILoopWire _wire;
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

    /// <summary>A wire that this loop has yet to serve; <paramref name="early"/> came behind the request.</summary>
    public LoopLink(EventLoop loop, ILoopWire wire, byte[] early)
    {
        _loop = loop;
        _wire = wire;
        _early = early;
    }

    public IWake Wake => this;

    public bool IsBusy => _busy;

    public Task RequestNeeded => _wire.RequestNeeded;

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
        if (_finished) return;
        if (_peer is null)
        {
            // Woken before it was given its peer: Run comes, unless nobody wants the connection.
            if (_cut) _wire.Dispose();
            return;
        }

        if (_place == LoopTable.None && !_cut && !_lost) Begin();
        if (_jobDone) EndJob();
        if (!_cut && _wire.HoldsMore) Read(0);
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
        _place = _loop.Watch(_wire.Descriptor, _interest, this);
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

        bool over = _lost || (_readEnded && _writeEnded && !_busy);
        if (!over) Watch();
        else if (_job == LinkJob.None) Finish();
        // What is broken is reported without end, and its job needs the processor that would take.
        else Unwatch();
    }

    private void Read(uint events)
    {
        try
        {
            bool mayRead = MayRead;
            // Reading would tell what is wrong; who does not read learns it so.
            if (!mayRead && (events & (Epoll.Broken | Epoll.Gone)) != 0) _lost = true;
            int left = MaxTurnBytes;
            for (int reads = 0; mayRead && reads < _wire.ReceivesAtOnce && left > 0; reads++)
            {
                Memory<byte> free = _peer.Free();
                int count = _wire.Receive(free);
                if (count == ILoopWire.WouldWait) break;
                if (count == 0)
                {
                    _peer.HangUp(null);
                    _readEnded = true;
                    break;
                }

                left -= count;
                Reading reading = _peer.Received(count, goesOn: _wire.HoldsMore);
                Follow(reading);
                mayRead = (count == free.Length || _wire.HoldsMore) && reading == Reading.More;
            }
        }
        catch (IOException error)
        {
            Lose(error);
        }
        finally
        {
            _peer.EndReading();
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
        bool waits = false;
        while (_job != LinkJob.Making)
        {
            // What still waits with the peer may give way to something newer. Whoever adds something afterwards wakes this link.
            if (_output.IsEmpty && (_drained || _writeEnded || !_wire.MakeRoom() || !Refill())) break;
            if (left <= 0)
            {
                Set();
                break;
            }

            int count = _wire.Send(_output.Next(_loop.Scratch));
            waits = count == ILoopWire.WouldWait;
            if (waits) break;
            left -= count;
            _output.Wrote(count);
        }

        _busy = !_wire.Flush() || waits;
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
                _wire.Conclude(closes: !_readEnded && _peer.IsDeaf);
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

    private bool MayRead => !_lost && !_readEnded && _job != LinkJob.Chore;

    private void Watch()
    {
        if (MayRead && _wire.HoldsMore) Set();
        uint interest = MayRead ? Epoll.Readable : 0;
        if (_busy) interest |= Epoll.Writable;
        if (interest == _interest) return;
        _interest = interest;
        _loop.Change(_wire.Descriptor, interest, _place);
    }

    private void Unwatch()
    {
        if (_place != LoopTable.None) _loop.Release(_wire.Descriptor, _place);
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
        _wire.Dispose();
        _output.Discard();
        // Whoever is told of it may take its time.
        Start(LinkJob.Farewell);
    }
}
