using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.FanOut;

// How well the viewer is served, and what follows from a change of it.
internal sealed partial class Outbox
{
    private const int EarlyPictures = 16;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EarlyLook = TimeSpan.FromMilliseconds(5);
    private ITimer? _alarm;
    private bool _news;
    private long? _taken;
    private long _lookedAt;
    private int _pictureCount;
    private long _unsentAllowed;
    private bool _held;

    /// <summary>What the system says of the viewer's connection; null where nothing is known of one.</summary>
    public IDrain? Drain { get; init; }

    /// <summary>The mode that the viewer chose; <see cref="Mode"/> is what it is served.</summary>
    public StreamMode Wish => _quality.Wish;

    /// <summary>How the viewer is served now.</summary>
    public QualityStep Step => _quality.Step;

    /// <summary>Deltas go to it run-length coded where that is smaller.</summary>
    public bool WantsCompressed => _quality.Step is QualityStep.CompressedDelta;

    /// <summary>What the viewer is to be told about its quality.</summary>
    public QualityControl Quality
    {
        get
        {
            lock (_gate) return new QualityControl(_quality.Step, _quality.Auto, _quality.Limit);
        }
    }

    /// <summary>The viewer says what the relay may do; the stream tells it what came of that.</summary>
    public void Choose(bool auto, long? limit)
    {
        lock (_gate)
        {
            if (_closed) return;
            _quality.Choose(auto, limit);
            Follow();
        }

        _wake.Set();
    }

    /// <summary>Whether the source serves mode signal: only then is it a step to fall to.</summary>
    public void AllowSignals(bool hasSignals)
    {
        lock (_gate)
        {
            if (_closed || !_quality.SetSignals(hasSignals)) return;
            Follow();
        }

        _wake.Set();
    }

    /// <summary>The viewer has decoded everything up to the Ack's seq.</summary>
    public void Acknowledge(in AckInput ack)
    {
        lock (_gate)
        {
            if (_closed) return;
            // What the system knows of the way tells what of the answer's time is the way's.
            Look();
            _link.Acknowledged(ack.Decoded);
            LetGo();
            if (_quality.Acked(ack)) Follow();
        }

        _wake.Set();
    }

    /// <summary>What the steps are known to take, in bytes a second.</summary>
    public void Expect(long full, long delta, long thinned)
    {
        lock (_gate) _quality.Expect(full, delta, thinned);
    }

    /// <summary>True once after each change of the step that the viewer has not been told of.</summary>
    public bool TakeNews()
    {
        if (!Volatile.Read(ref _news)) return false;
        lock (_gate)
        {
            bool news = _news;
            _news = false;
            return news;
        }
    }

    // The step may have changed: what is queued of the old one gives way, what the viewer holds stays of use.
    private void Follow()
    {
        Unpack();
        Volatile.Write(ref _news, true);
        StreamMode mode = _quality.Mode;
        if (mode == _mode) return;
        bool hadPictures = WantsPictures;
        _mode = mode;
        _pictures.Clear();
        if (mode == StreamMode.Signal)
        {
            DropCut();
            _pictureTaken = null;
            _pictureNeed = PictureNeed.None;
            _signalNeed = SignalNeed.CatchUp;
            return;
        }

        // What left before the signals, and perhaps was given up half way, is acknowledged no more.
        if (!hadPictures) _link.Clear();
        _signals.Clear();
        _signalNeed = SignalNeed.None;
        if (!hadPictures || _pictureNeed == PictureNeed.Live) _pictureNeed = PictureNeed.CatchUp;
    }

    private void Judge()
    {
        if (!_quality.IsAdaptive) return;
        Look();
        if (_quality.Update()) Follow();
    }

    // The system is asked now and then, and only about viewers who are being measured.
    private void Look()
    {
        if (Drain is null || _time.GetElapsedTime(_lookedAt) < LookEvery) return;
        _lookedAt = _time.GetTimestamp();
        if (Drain.Look() is not { } seen) return;
        _link.Drained(Math.Max(0, seen.Taken - (_taken ?? seen.Taken)));
        _taken = seen.Taken;
        if (seen.Trip is { } trip) _link.SetTrip(trip);
        if (_link.Acknowledges || !_link.IsMeasured) return;
        long unsent = _link.BytesPerSecond * RateEstimate.MaxUnsentMs / 1000;
        // The system need not be told of every little change.
        if (Math.Abs(unsent - _unsentAllowed) * 4 < _unsentAllowed) return;
        _unsentAllowed = unsent;
        _held = true;
        Drain.Hold(unsent);
    }

    // Its acknowledgements say from now on what may be under way, and its socket holds no more back.
    private void LetGo()
    {
        if (!_held) return;
        _held = false;
        _unsentAllowed = 0;
        Drain?.Hold(long.MaxValue);
    }

    private bool MayShow()
    {
        if (WantsWorld) return true;
        // Who acknowledges is held back here, and the acknowledgement wakes the writer; any other by its socket.
        if (!_link.Acknowledges)
        {
            bool early = _pictureCount < EarlyPictures;
            if (early) _lookedAt = 0;
            Look();
            // It may be about to acknowledge: until then a second picture is not to lie in the socket behind the first.
            if (early && _link.IsMeasured && !_link.IsOpen)
            {
                WakeIn(EarlyLook);
                return false;
            }
        }
        else if (!_link.IsOpen)
        {
            return false;
        }

        TimeSpan pause = _quality.Pause;
        if (pause <= TimeSpan.Zero) return true;
        WakeIn(pause);
        return false;
    }

    private void WakeIn(TimeSpan pause)
    {
        // A timer rounds down to whole milliseconds and must not find that it is still too early.
        TimeSpan due = pause == Timeout.InfiniteTimeSpan ? TimeSpan.FromSeconds(1) : pause + TimeSpan.FromMilliseconds(1);
        if (_alarm is null) _alarm = _time.CreateTimer(static wake => ((IWake)wake!).Set(), _wake, due, Timeout.InfiniteTimeSpan);
        else _alarm.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void NoteSent(SharedBuffer message, bool picture)
    {
        if (!MessageHeader.TryRead(message.Span, out MessageHeader header)) return;
        if (picture)
        {
            _pictureCount++;
            _link.Sent(header.Seq, message.Length);
        }

        _quality.Sent(header.Seq, message.Length, picture);
    }
}
