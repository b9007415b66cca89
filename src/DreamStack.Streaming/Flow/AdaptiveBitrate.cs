using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Streaming.Flow;

/// <summary>Chooses the step a viewer's link sustains, from its Acks: down fast, up with care. Not thread-safe.</summary>
/// <remarks>
/// Use, one for each viewer: report every picture and signal message written with <see cref="Sent"/>, every picture that was
/// left out because the viewer was behind with <see cref="LeftOut"/>, every Ack with <see cref="Acked"/>; call
/// <see cref="Update"/> after each Ack and ten times a second, and serve <see cref="Step"/>. A receiver acknowledges at least
/// ten times a second while something arrives; in mode signal it acknowledges signal messages.
/// Congestion is a queue that does not empty: the *smallest* delay of an interval is over the target, pictures were left
/// out, or an answer is overdue. Delay is the receiver's clock less the sending time, over its minimum, so neither the
/// clock's offset nor the way back counts. A way that becomes longer looks the same: once in ten seconds what is on its way runs out
/// before the step falls, and a picture sent alone shows which it is. Warm, it allocates nothing.
/// </remarks>
public sealed class AdaptiveBitrate
{
    private const long BaselineWindowUs = 10_000_000;
    private const long RebaseAfterUs = 5_000_000;
    private const long KeyframeUs = 1_000_000;
    private const long MaxPauseUs = 600_000;
    private const long MaxDrainUs = 5_000_000;
    // More than this and a trip waits at the sender: that is no longer way.
    private const long MaxProbedQueueUs = 250_000;
    private const double LinkShare = 0.8;
    private const double DrainingShare = 0.9;
    private const int MaxLeftOutPercent = 10;
    // One window that filled for a moment is jitter; two in a row, or one full for most of an interval, are a link too small.
    private const int LeftOutInARow = 2;
    private const int ManyLeftOutPercent = 40;
    private const int LeastMany = 3;
    private const int LeastSome = 2;
    private const int MinAnswers = 4;

    private readonly AdaptiveBitrateOptions _options;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly long _intervalUs;
    private readonly long _targetUs;
    private readonly long _stallUs;
    private readonly SentLog _sent = new();
    private readonly ClimbPlan _climb;
    private readonly WayProbe _probe = new();
    private readonly RateEstimate _link;
    private readonly long[] _costs = new long[(int)QualityStep.Signal + 1];
    private WindowedMin _baseDelay = new(BaselineWindowUs);
    private WindowedMin _baseTrip = new(BaselineWindowUs);
    private uint _ackClock;
    private long _ackClockUs;
    private long _intervalFromUs;
    private long _minDelayUs = long.MaxValue;
    private int _answers;
    private int _written;
    private int _leftOut;
    private int _leftOutInARow;
    private long _leftOutUs;
    private long _leastUnsent = long.MaxValue;
    private long _calmUs;
    private long _congestedUs;
    private long _judgeFromUs;

    /// <summary>Starts at the options' step; <paramref name="link"/> is what the viewer's writer keeps for its socket.</summary>
    public AdaptiveBitrate(TimeProvider time, RateEstimate link, AdaptiveBitrateOptions? options = null)
    {
        _time = time;
        _link = link;
        _began = time.GetTimestamp();
        _options = options ?? new AdaptiveBitrateOptions();
        (Best, Worst) = (_options.Best, _options.Worst);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)Best, (int)Worst);
        Step = Clamped(_options.Start);
        _climb = new ClimbPlan(_options);
        _intervalUs = (long)_options.Interval.TotalMicroseconds;
        _targetUs = (long)_options.TargetDelay.TotalMicroseconds;
        _stallUs = (long)_options.StallAfter.TotalMicroseconds;
    }

    /// <summary>The step to serve now.</summary>
    public QualityStep Step { get; private set; }

    /// <summary>The dearest step allowed.</summary>
    public QualityStep Best { get; private set; }

    /// <summary>The cheapest step allowed.</summary>
    public QualityStep Worst { get; private set; }

    /// <summary>Changes of <see cref="Step"/> so far.</summary>
    public long Changes { get; private set; }

    /// <summary>How long the newest acknowledged message stood in queues, receiver's included.</summary>
    public TimeSpan QueueDelay { get; private set; }

    /// <summary>How many messages the receiver's picture shown lies behind the one decoded; it grows in a hidden tab.</summary>
    public ushort NotShown { get; private set; }

    /// <summary>Bytes sent and not acknowledged.</summary>
    public long InFlight => _sent.Bytes;

    /// <summary>Pictures a second to send at most; null for as they come.</summary>
    public int? MaxPicturesPerSecond => Step == QualityStep.LowerRate ? _options.LowerRate : null;

    private long TripUs => _baseTrip.HasValue ? _baseTrip.Value : 0;

    private long DrainUs => (long)(_link.Unsent * 1e6 / _link.NewestBytesPerSecond) + TripUs;

    private long NowUs => (long)_time.GetElapsedTime(_began).TotalMicroseconds;

    /// <summary>A picture or a signal message was handed to the socket; nothing that a receiver does not acknowledge.</summary>
    public void Sent(ushort seq, int bytes)
    {
        long now = NowUs;
        _probe.Sent(seq, alone: _sent.IsEmpty);
        _sent.Add(seq, bytes, now);
        if (now >= _judgeFromUs) _written++;
    }

    /// <summary>Pictures were coalesced away because the viewer was behind; not those <see cref="MaxPicturesPerSecond"/> left out.</summary>
    public void LeftOut(int pictures)
    {
        long now = NowUs;
        if (now < _judgeFromUs) return;
        // A thinned picture that waits is passed by many others, which would not have been sent.
        if (Step == QualityStep.LowerRate && now - _leftOutUs < 1_000_000 / _options.LowerRate) return;
        _leftOutUs = now;
        _leftOut += pictures;
    }

    /// <summary>What a step is known to need, in bytes a second: falling then skips the steps that the link cannot carry.</summary>
    public void Expect(QualityStep step, long bytesPerSecond) => _costs[(int)step] = bytesPerSecond;

    /// <summary>Narrows or widens the choice, as when the viewer picks a mode itself.</summary>
    public void Allow(QualityStep best, QualityStep worst)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)best, (int)worst, nameof(best));
        (Best, Worst) = (best, worst);
        if (Clamped(Step) != Step) Move(Clamped(Step), NowUs);
    }

    /// <summary>The receiver's answer.</summary>
    public void Acked(in AckInput ack)
    {
        NotShown = (ushort)Math.Max(0, (int)(short)(ack.Decoded - ack.Shown));
        // The wrapping clock is followed by its steps; its beginning is an offset that the baseline takes away.
        _ackClockUs += (int)(ack.ClockMs - _ackClock) * 1000L;
        _ackClock = ack.ClockMs;
        if (!_sent.TryAck(ack.Decoded, out long sentUs, out int bytes)) return;
        long now = NowUs;
        _baseTrip.Add(now - sentUs, now);
        long delay = _ackClockUs - sentUs;
        _baseDelay.Add(delay, now);
        delay -= _baseDelay.Value;
        QueueDelay = TimeSpan.FromMicroseconds(delay);
        if (_probe.IsAnswered(ack.Decoded)) Learn(delay, bytes, now - sentUs, now);
        if (sentUs < _judgeFromUs || _probe.IsOut) return;
        // A large message's own time on the line is no queue; bounded, because the rate is only an estimate.
        long own = Math.Min(_targetUs, bytes * 1_000_000L / _link.BytesPerSecond);
        _minDelayUs = Math.Min(_minDelayUs, Math.Max(0, delay - own));
        _answers++;
    }

    /// <summary>Judges the link when an interval is over; true when <see cref="Step"/> changed.</summary>
    public bool Update()
    {
        long now = NowUs;
        long length = now - _intervalFromUs;
        if (_probe.IsOut)
        {
            if (!IsStalled(now) && !IsQueued && !_probe.IsOverdue(now, TripUs)) return false;
            _probe.End(queue: true);
        }

        if (_probe.TakeQueue())
        {
            QualityStep held = Step;
            Suffer(now, length);
            BeginInterval(now);
            return Step != held;
        }

        // What came before the step is to be judged says nothing about it.
        if (length < _intervalUs || (now >= _judgeFromUs && now - _judgeFromUs < _intervalUs)) return false;
        QualityStep before = Step;
        bool heard = _minDelayUs != long.MaxValue;
        // A few answers may all be unlucky packets: a thin stream is given twice the time.
        if (_answers < MinAnswers && !_sent.IsEmpty && !IsStalled(now) && length < 2 * _intervalUs) return false;
        if (now >= _judgeFromUs)
        {
            bool many = _leftOut >= LeastMany && LeavesOutOver(ManyLeftOutPercent);
            bool some = _leftOut >= LeastSome && LeavesOutOver(MaxLeftOutPercent);
            _leftOutInARow = many ? LeftOutInARow : some ? _leftOutInARow + 1 : 0;
            if (!IsCongested(now, heard))
            {
                if (heard) Recover(now, length);
            }
            else if (MayBeWay(now))
            {
                _probe.Begin(now, _minDelayUs);
                _link.Probe();
            }
            else
            {
                Suffer(now, length);
            }
        }

        BeginInterval(now);
        return Step != before;
    }

    private void BeginInterval(long now) =>
        (_intervalFromUs, _minDelayUs, _answers, _written, _leftOut) = (now, long.MaxValue, 0, 0, 0);

    // No more waits than could be under way.
    private bool MayBeWay(long now) => Step < Worst && !IsStalled(now)
        && _probe.MayBegin(now) && !IsQueued;

    private bool IsQueued => _link.Unsent * 1e6 / _link.NewestBytesPerSecond > TripUs + MaxProbedQueueUs;

    // The message that went alone has come: what it took beyond its own bytes is the way.
    private void Learn(long delay, int bytes, long trip, long now)
    {
        long own = (long)(bytes * 1e6 / _link.LineBytesPerSecond);
        long there = Math.Min(_probe.LeastUs, delay - own);
        long andBack = trip - own - TripUs;
        bool queue = own > _targetUs || Math.Max(there, andBack) < _targetUs * 3 / 4;
        _probe.End(queue);
        if (queue) return;
        _baseDelay.Reset(_baseDelay.Value + Math.Max(0, there), now);
        _baseTrip.Reset(trip, now);
        _judgeFromUs = now;
        _leftOutInARow = 0;
        BeginInterval(now);
    }

    private bool IsCongested(long now, bool heard) =>
        (heard && _minDelayUs > _targetUs) || IsStalled(now) || _leftOutInARow >= LeftOutInARow;

    private bool LeavesOutOver(int percent) => _leftOut * 100 > (_leftOut + _written) * percent;

    private bool IsStalled(long now)
    {
        if (_sent.IsEmpty) return false;
        long trip = TripUs;
        // What stands still stays so: once that made the step fall, an interval is enough to fall again.
        return now - _sent.OldestUs > trip + _stallUs && now - _judgeFromUs > trip + _intervalUs;
    }

    private void Suffer(long now, long length)
    {
        _calmUs = 0;
        _congestedUs += length;
        bool draining = IsDraining(length);
        _leastUnsent = Math.Min(_leastUnsent, _link.Unsent);
        // What waited behind it says nothing either.
        if (draining) _judgeFromUs = now + Math.Min(DrainUs, MaxPauseUs);
        if (Step < Worst && !draining)
        {
            bool failedTry = _climb.Fell(Step, now);
            Move(failedTry ? Step + 1 : CheaperStep(), now);
            long drainUs = DrainUs;
            // What lies there goes first, and says nothing about the new step; not if that would take forever.
            if (drainUs < MaxDrainUs) _judgeFromUs = now + drainUs;
            // The step before a failed try was known to hold: its whole picture gets the time it took on the way up.
            if (failedTry) _judgeFromUs += KeyframeUs;
        }
        else if (Step == Worst && _congestedUs >= RebaseAfterUs && _minDelayUs != long.MaxValue)
        {
            // The least there is to send waits as long as all the rest did: the way itself became longer.
            _baseDelay.Reset(_baseDelay.Value + _minDelayUs, now);
            _congestedUs = 0;
        }
    }

    // While more than a moment's worth runs out as fast as the link goes, a cheaper step would only wait behind it.
    private bool IsDraining(long length)
    {
        if (_leastUnsent == long.MaxValue) return false;
        long gone = _leastUnsent - _link.Unsent;
        double rate = _link.NewestBytesPerSecond;
        bool much = _link.Unsent > rate * RateEstimate.MaxUnsentMs / 1000;
        return much && (_link.Unsent < _leastUnsent * DrainingShare || gone > rate * length / 2e6);
    }

    private void Recover(long now, long length)
    {
        _congestedUs = 0;
        _leastUnsent = long.MaxValue;
        _climb.Held(Step, now);
        // Between half the target and the target nothing is decided: that gap keeps the step from swinging.
        if (_minDelayUs > _targetUs / 2) return;
        _calmUs += length;
        if (Step <= Best || !_climb.MayClimb(Step - 1, _calmUs, now)) return;
        _climb.Climbed(now);
        _link.Widen();
        Move(Step - 1, now);
        // A better step begins with a whole picture, which makes a queue of its own.
        _judgeFromUs = now + KeyframeUs;
    }

    private QualityStep CheaperStep()
    {
        QualityStep step = Step + 1;
        double room = _link.NewestBytesPerSecond * LinkShare;
        while (step < Worst && _costs[(int)step] > room) step++;
        return step;
    }

    private void Move(QualityStep to, long now)
    {
        Step = to;
        Changes++;
        _calmUs = 0;
        _congestedUs = 0;
        _leftOutInARow = 0;
        _leastUnsent = _link.Unsent;
        _judgeFromUs = now;
    }

    private QualityStep Clamped(QualityStep step) => step < Best ? Best : step > Worst ? Worst : step;
}
