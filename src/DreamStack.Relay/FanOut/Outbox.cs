using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.FanOut;

/// <summary>
/// What waits for one viewer: bounded in every lane, never waiting, never allocating once warm. A publisher offers, the
/// viewer's one writer takes. Buffers are retained while queued; what is taken belongs to the taker.
/// </summary>
internal sealed partial class Outbox
{
    private readonly OutboxLimits _limits;
    private readonly TimeProvider _time;
    private readonly IWake _wake;
    private readonly Lock _gate = new();
    private BufferQueue _control;
    private readonly SharedBuffer?[] _states = new SharedBuffer?[Enum.GetValues<StateSlot>().Length];
    private BufferQueue _audio;
    private BufferQueue _perishable;
    private BufferQueue _latest;
    private BufferQueue _signals;
    private BufferQueue _pictures;
    private SharedBuffer? _end;
    private readonly RateEstimate _link;
    private readonly ViewerQuality _quality;
    private StreamMode _mode;
    private bool _wantsAudio;
    private bool _overflow;
    private bool _closed;
    // A joiner gets the whole state in any mode; only Signal follows the changes afterwards.
    private SignalNeed _signalNeed = SignalNeed.CatchUp;
    // Bytes of the stream's whole signal state, as far as it is known and can be made anew.
    private int? _stateBytes;
    private PictureNeed _pictureNeed;
    // The number of the newest picture that the writer took: what the viewer will hold when its socket has drained.
    private long? _pictureTaken;
    private SampledRate _skips;
    private long _coalesced;
    private long _coalescedBytes;
    private long _dropped;

    public Outbox(OutboxLimits limits, TimeProvider time, IWake wake, StreamMode mode, bool audio)
    {
        _limits = limits;
        _time = time;
        _wake = wake;
        _skips = new SampledRate(time);
        _link = new RateEstimate(time);
        _quality = new ViewerQuality(time, _link, mode);
        _mode = mode;
        _wantsAudio = audio;
        _pictureNeed = NeedAtStart(mode);
    }

    public StreamMode Mode => _mode;

    public bool WantsAudio => _wantsAudio;

    public bool WantsPictures => _mode is StreamMode.Pixel or StreamMode.Delta;

    /// <summary>The viewer runs the source's world itself.</summary>
    public bool WantsWorld => _mode == StreamMode.Lockstep;

    /// <summary>Pictures and signal changes that a whole one stood in for.</summary>
    public long Coalesced => Interlocked.Read(ref _coalesced);

    /// <summary>Bytes of what <see cref="Coalesced"/> counts.</summary>
    public long CoalescedBytes => Interlocked.Read(ref _coalescedBytes);

    /// <summary>How many of them a second, lately.</summary>
    public double SkipsPerSecond => _skips.PerSecond;

    /// <summary>To be called about once a second, by one thread, for <see cref="SkipsPerSecond"/>.</summary>
    public void Sample() => _skips.Sample(_time, Coalesced);

    /// <inheritdoc cref="RateEstimate.SinceAck"/>
    public TimeSpan? SinceAck
    {
        get
        {
            lock (_gate) return _link.SinceAck;
        }
    }

    /// <summary>Sound and perishable messages that came too late.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Bytes of pictures that were sent and not acknowledged; 0 for a viewer that never does.</summary>
    public long InFlight
    {
        get
        {
            lock (_gate) return _link.InFlight;
        }
    }

    /// <summary>Bytes of pictures a second that the viewer takes; 0 while unknown.</summary>
    public double BytesPerSecond
    {
        get
        {
            lock (_gate) return _link.IsMeasured ? _link.BytesPerSecond : 0;
        }
    }

    /// <summary>Bytes queued now.</summary>
    public int QueuedBytes
    {
        get
        {
            lock (_gate)
            {
                return _control.Bytes + _audio.Bytes + _perishable.Bytes + _latest.Bytes + _signals.Bytes + _pictures.Bytes
                    + (_burst is { } burst ? Piece(burst)!.Length : 0);
            }
        }
    }

    /// <summary>
    /// Queues a message of a source; <paramref name="message"/> is borrowed, <paramref name="version"/> is the number of the
    /// stream's picture with it.
    /// </summary>
    public void Offer(Lane lane, in MessageHeader inside, SharedBuffer message, long version = 0)
    {
        lock (_gate)
        {
            if (_closed) return;
            Unpack();
            if (!Queue(lane, inside, message, version)) return;
        }

        _wake.Set();
    }

    /// <summary>Queues a relay message in place of a queued one of its kind; takes over the caller's share.</summary>
    public void Put(StateSlot slot, SharedBuffer message)
    {
        lock (_gate)
        {
            if (_closed)
            {
                message.Release();
                return;
            }

            _states[(int)slot]?.Release();
            _states[(int)slot] = message;
        }

        _wake.Set();
    }

    /// <summary>Serves another mode from now on: what is queued of the old one gives way to a whole picture or state.</summary>
    public void Switch(StreamMode mode)
    {
        lock (_gate)
        {
            if (_closed) return;
            bool same = _mode == mode && Wish == mode;
            _quality.Choose(mode);
            Volatile.Write(ref _news, true);
            if (same) return;
            Unpack();
            DropCut();
            _mode = mode;
            _pictures.Clear();
            _link.Clear();
            _pictureTaken = null;
            _pictureNeed = NeedAtStart(mode);
            _signals.Clear();
            _signalNeed = FollowsSignals(mode) ? SignalNeed.CatchUp : SignalNeed.None;
        }

        _wake.Set();
    }

    /// <summary>Sound on or off; off forgets what is queued.</summary>
    public void SwitchAudio(bool on)
    {
        lock (_gate)
        {
            Unpack();
            _wantsAudio = on;
            if (!on) _audio.Clear();
        }
    }

    /// <summary>The viewer lost its picture: the next one it gets is whole.</summary>
    public void RestartPictures()
    {
        lock (_gate)
        {
            if (_closed || _pictureNeed is PictureNeed.None or PictureNeed.AwaitWhole) return;
            CoalesceAll(ref _pictures);
            DropCut();
            // A picture that it could not use is never acknowledged.
            _link.Clear();
            _pictureTaken = null;
            _pictureNeed = PictureNeed.CatchUp;
        }

        _wake.Set();
    }

    /// <summary>What the stream held is void: the viewer starts anew with the next whole state and picture.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            if (_closed) return;
            Unpack();
            if (_signalNeed == SignalNeed.Live) _signalNeed = SignalNeed.CatchUp;
            _signals.Clear();
            _link.Clear();
        }

        RestartPictures();
    }

    /// <summary>The source may count its messages anew: acknowledgements of earlier ones mean nothing any more.</summary>
    public void ForgetInFlight()
    {
        lock (_gate) _link.Clear();
        _wake.Set();
    }

    /// <summary>A new source is there: an old one's last word would only confuse.</summary>
    public void ForgetEnd()
    {
        lock (_gate) SetEnd(null);
    }

    /// <summary>
    /// Says that the writer has just fetched what was needed, the picture of this number; the stream's lock is held, so nothing
    /// comes between. Answers the number of the picture that the viewer had, null when it needs a whole one.
    /// </summary>
    public long? MarkPictureTaken(bool held, long version)
    {
        lock (_gate)
        {
            long? had = _pictureTaken;
            if (_pictureNeed == PictureNeed.CatchUp) _pictureNeed = held ? PictureNeed.Live : PictureNeed.AwaitWhole;
            _pictureTaken = held ? version : null;
            return had;
        }
    }

    /// <summary>What the stream's whole signal state takes; null where nobody here can make it.</summary>
    public void ExpectState(int? bytes)
    {
        lock (_gate) _stateBytes = bytes;
    }

    /// <summary>As <see cref="MarkPictureTaken"/>, for the signal state.</summary>
    public void MarkSignalsTaken()
    {
        lock (_gate)
        {
            Unpack();
            if (_signalNeed != SignalNeed.CatchUp) return;
            _signalNeed = FollowsSignals(_mode) ? SignalNeed.Live : SignalNeed.None;
        }
    }

    /// <summary>Gives back every share held; nothing can be queued afterwards.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            _closed = true;
            Forget();
            _alarm?.Dispose();
        }
    }

    private static PictureNeed NeedAtStart(StreamMode mode) =>
        mode == StreamMode.Signal ? PictureNeed.None : PictureNeed.CatchUp;

    private static bool FollowsSignals(StreamMode mode) => mode is StreamMode.Signal or StreamMode.Lockstep;

    private void Forget()
    {
        _burst?.Release();
        _burst = null;
        _control.Clear();
        _audio.Clear();
        _perishable.Clear();
        _latest.Clear();
        _signals.Clear();
        _pictures.Clear();
        DropCut();
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i]?.Release();
            _states[i] = null;
        }

        SetEnd(null);
        _signalNeed = SignalNeed.None;
        _pictureNeed = PictureNeed.None;
    }

    private bool SetEnd(SharedBuffer? message)
    {
        _end?.Release();
        _end = message?.Retain();
        return message is not null;
    }
}
