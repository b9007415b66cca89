namespace DreamStack.Streaming.Flow;

/// <summary>
/// How many bytes of pictures may be on their way to one viewer: what it takes in a moment beyond the round trip, as its Acks
/// show: what waits in the network or in the browser is late for the eye. One picture may always go when none is; a viewer that never acknowledges has no window, only its socket.
/// </summary>
/// <remarks>The rate is the greatest delivery rate of the last seconds, as BBR measures it (Cardwell et al., 2016).</remarks>
internal sealed class AckWindow(TimeProvider time)
{
    // Enough to ride over the jitter of a network, short enough hardly to be felt.
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(80);
    // A second of pictures: who is further behind has long been held back.
    private const int MostRemembered = 64;
    // Enough for the first answer to find its picture; most programs that never answer are never asked to remember more.
    private const int RememberedAtFirst = 16;
    // A little more than the way holds, so that a faster one is found out.
    private const double Gain = 1.25;
    private const int RoundsToFill = 3;
    private const int SmallBytes = 24 * 1024;
    // Filled by three rounds in less time than a link is judged in.
    private static readonly TimeSpan LongTrip = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan VoidFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FilterSpan = TimeSpan.FromSeconds(2);
    // A viewer decodes a picture, and answers at the latest with its next frame on a slow screen.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(50);
    // An answer later than this is not jitter: nothing more goes until it comes.
    private static readonly TimeSpan Overdue = TimeSpan.FromMilliseconds(120);
    // A viewer that stops acknowledging but goes on living is not left with an old picture for good.
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(5);

    private readonly Queue<SentPicture> _sent = new(RememberedAtFirst);
    private readonly RecentGreatest _rate = new(FilterSpan);
    private TimeSpan? _leastTrip;
    private TimeSpan? _wayTrip;
    private double _secondsPerByte;
    private long _leastTripAt;
    private long _inFlight;
    private long _delivered;
    private long _deliveredAt = time.GetTimestamp();
    private int _lastBytes;
    private int _roundsWithoutGain;
    private long _roundEnds;
    private double _bestRate;
    private bool _acknowledges;
    private bool _wasFull;
    // The way became a longer one, or more is asked of it, and no round has shown yet that it has room for all.
    private bool _grows;
    private bool _asked;
    private long _heardAt;
    private TimeSpan _voidUntil;
    private long? _waitsSince;

    /// <summary>The viewer acknowledges what it gets.</summary>
    public bool Acknowledges => _acknowledges;

    /// <summary>Bytes of pictures sent that were not acknowledged.</summary>
    public long InFlight => _acknowledges ? _inFlight : 0;

    /// <summary>Bytes a second that the viewer takes; 0 before the first measurement.</summary>
    public double BytesPerSecond => _rate.Value(Now) ?? 0;

    /// <summary>How long pictures have waited for an acknowledgement; zero when none is on its way, null when the viewer never sent one.</summary>
    public TimeSpan? SinceAck => !_acknowledges ? null : _waitsSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>A picture about as large as the last one may go now.</summary>
    public bool IsOpen
    {
        get
        {
            if (!_acknowledges) return true;
            if (time.GetElapsedTime(_heardAt) > GiveUp)
            {
                // It is given another picture, and is no better for that.
                long? waits = _waitsSince;
                Clear();
                _waitsSince = waits;
            }

            if (_inFlight == 0) return true;
            if (!IsProbing && !IsOverdue && _sent.Count < MostRemembered && _inFlight + _lastBytes <= Allowed) return true;
            _wasFull = true;
            return false;
        }
    }

    /// <summary>Nothing may go because the viewer does not keep up, and not because the way is being measured.</summary>
    public bool IsFull => !IsProbing && !IsOpen && !IsFilling;

    // The way's own time is seen only when nothing waits on it: now and then what is on its way is let run out.
    private bool IsProbing => _asked || (_leastTrip is not null && time.GetElapsedTime(_leastTripAt) > ProbeEvery);

    private bool IsFindingOut => _roundsWithoutGain < RoundsToFill;

    // A long way takes many rounds to fill, each as long as it is: until then what is left out says only that the window was small.
    private bool IsFilling => _grows && IsFindingOut && !IsOverdue && _leastTrip > LongTrip;

    // A picture takes long to send: another one behind it would be old before it had begun.
    private bool IsSlow => _lastBytes * _secondsPerByte * 1000 > RateEstimate.MaxUnsentMs;

    private bool IsOverdue => _leastTrip is { } trip && _sent.TryPeek(out SentPicture oldest)
        && time.GetElapsedTime(oldest.At) > (Gain * trip) + Overdue;

    private double Allowed
    {
        get
        {
            if (_rate.Value(Now) is not { } rate || _leastTrip is not { } trip) return 0;
            if (IsSlow) return 0;
            // Two small pictures cost little, and the rate of a few of them says nothing about what the way can do.
            double steady = Math.Max(Math.Min(2 * _lastBytes, SmallBytes), rate * ((Gain * trip.TotalSeconds) + Bound.TotalSeconds));
            // While each round still brings more, one picture more: else a long way is never filled with small ones.
            return IsFindingOut ? Math.Max(2 * _lastBytes, steady + _lastBytes) : steady;
        }
    }

    /// <summary>Notes a picture that leaves for the viewer.</summary>
    public void Send(ushort seq, int bytes)
    {
        // An idle link delivers nothing: time without anything on its way is not held against it.
        if (_inFlight == 0) _deliveredAt = _heardAt = time.GetTimestamp();
        if (_sent.Count == (_acknowledges ? MostRemembered : RememberedAtFirst)) _inFlight -= _sent.Dequeue().Bytes;
        _sent.Enqueue(new SentPicture(seq, bytes, time.GetTimestamp(), _delivered, _deliveredAt, _inFlight == 0));
        _inFlight += bytes;
        _waitsSince ??= time.GetTimestamp();
        _lastBytes = bytes;
    }

    /// <summary>Takes note that the viewer has decoded everything up to this seq.</summary>
    public void Acknowledge(ushort seq)
    {
        _acknowledges = true;
        _heardAt = time.GetTimestamp();
        SentPicture? newest = null;
        while (_sent.TryPeek(out SentPicture picture) && (short)(seq - picture.Seq) >= 0)
        {
            newest = _sent.Dequeue();
            _inFlight -= picture.Bytes;
            _delivered += picture.Bytes;
        }

        if (newest is not null) _waitsSince = _inFlight > 0 ? time.GetTimestamp() : null;
        if (newest is not { } sent || Now < _voidUntil) return;
        _deliveredAt = time.GetTimestamp();
        TimeSpan trip = time.GetElapsedTime(sent.At);
        if (sent.WasAlone && _wayTrip is { } way) _secondsPerByte = Math.Max(0, (trip - way - AnswerTime).TotalSeconds) / sent.Bytes;
        TakeTrip(trip, sent.WasAlone);
        double seconds = time.GetElapsedTime(sent.DeliveredAt).TotalSeconds;
        if (seconds > 0) TakeRate((_delivered - sent.Delivered) / seconds, sent.Delivered);
    }

    /// <summary>What was sent belongs to another picture: nothing of it will be acknowledged as it was counted.</summary>
    public void Clear()
    {
        // Acknowledgements of what was sent may still come, and would be taken for those of what is sent from now on.
        if (_inFlight > 0) _voidUntil = Now + VoidFor;
        _sent.Clear();
        _inFlight = 0;
        _waitsSince = null;
        _asked = false;
    }

    /// <summary>The shortest round trip of a packet, as the system knows it.</summary>
    public void SetTrip(TimeSpan least) => _wayTrip = least;

    /// <summary>The way's own time is to be found out now.</summary>
    public void Probe() => _asked = true;

    /// <summary>More is about to be sent: what the way can do is found out anew.</summary>
    public void Widen()
    {
        (_roundsWithoutGain, _bestRate) = (0, 0);
        _grows = true;
    }

    private void TakeRate(double rate, long deliveredWhenSent)
    {
        _rate.Add(rate, Now);
        if (rate > _bestRate * Gain)
        {
            _bestRate = rate;
            _roundsWithoutGain = 0;
        }
        else if (deliveredWhenSent >= _roundEnds && _wasFull)
        {
            // A round that asked for no more than it got shows nothing of what the way can do.
            _roundsWithoutGain++;
        }

        if (deliveredWhenSent < _roundEnds) return;
        _grows &= _wasFull;
        _roundEnds = _delivered;
        _wasFull = false;
    }

    private void TakeTrip(TimeSpan trip, bool wasAlone)
    {
        if (_leastTrip is { } least && trip > least && !(wasAlone && IsProbing)) return;
        // Found out anew now and then: the way may have become a faster one.
        if (IsProbing)
        {
            Widen();
            _grows |= trip > Gain * _leastTrip;
        }

        _asked &= !wasAlone;
        _leastTrip = trip;
        _leastTripAt = time.GetTimestamp();
    }

    private readonly record struct SentPicture(ushort Seq, int Bytes, long At, long Delivered, long DeliveredAt, bool WasAlone);
}
