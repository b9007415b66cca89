using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.FanOut;

/// <summary>
/// How well one viewer is served: the mode it chose at best, less where its Acks show that the link does not carry that, and never
/// more bytes than it allows. Belongs to the outbox's lock.
/// </summary>
internal sealed class ViewerQuality(TimeProvider time, RateEstimate link, StreamMode wish)
{
    /// <summary>Pictures a second at the step of that name.</summary>
    public const int LowerRate = 8;
    // A quarter of a second of the limit, and at least what a small picture takes.
    private const int LeastBurst = 16 * 1024;
    private static readonly TimeSpan LowerPause = TimeSpan.FromSeconds(1.0 / LowerRate);
    private BandwidthThrottle? _throttle;
    // Longer than any outage that a person sits through: who says nothing about signals for so long does not acknowledge them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private AdaptiveBitrate? _policy;
    private long _heardAt;
    private bool _hasSignals;
    private long? _shownAt;

    /// <summary>The mode that the viewer chose.</summary>
    public StreamMode Wish { get; private set; } = wish;

    public bool Auto { get; private set; } = true;

    public long? Limit { get; private set; }

    public QualityStep Step => _policy?.Step ?? QualitySteps.Of(Wish);

    /// <summary>The mode that the step is served in.</summary>
    public StreamMode Mode => Step switch
    {
        _ when Wish == StreamMode.Lockstep => StreamMode.Lockstep,
        QualityStep.FullPixels => StreamMode.Pixel,
        QualityStep.Signal => StreamMode.Signal,
        _ => StreamMode.Delta,
    };

    /// <summary>Pictures are thinned out: each one is made when it is due.</summary>
    public bool IsThinned => Step == QualityStep.LowerRate;

    /// <summary>Its Acks decide about the step; the signal messages count then too.</summary>
    public bool IsAdaptive => _policy is not null;

    /// <summary>How long until the next picture may go, the link aside.</summary>
    public TimeSpan Pause
    {
        get
        {
            TimeSpan pause = _throttle?.DelayFor(1) ?? TimeSpan.Zero;
            if (!IsThinned || _shownAt is not { } at) return pause;
            TimeSpan left = LowerPause - time.GetElapsedTime(at);
            return left > pause ? left : pause;
        }
    }

    /// <summary>The viewer chose: its mode is served from now on.</summary>
    public void Choose(StreamMode mode)
    {
        Wish = mode;
        _policy = null;
    }

    /// <summary>The viewer says whether the relay may go below its mode, and how many bytes a second it may send.</summary>
    public void Choose(bool auto, long? limit)
    {
        Auto = auto;
        if (!auto) _policy = null;
        Limit = limit;
        if (limit is not { } most)
        {
            _throttle = null;
            return;
        }

        _throttle ??= new BandwidthThrottle(time, BandwidthThrottle.Unlimited, LeastBurst);
        _throttle.Burst = Math.Max(LeastBurst, most / 4);
        _throttle.BytesPerSecond = most;
    }

    /// <summary>Whether the source has a signal state that a receiver can draw from; true when the step changed.</summary>
    public bool SetSignals(bool hasSignals)
    {
        QualityStep before = Step;
        _hasSignals = hasSignals;
        _policy?.Allow(QualitySteps.Of(Wish), Worst);
        return Step != before;
    }

    /// <summary>A picture, or a signal message at the step signal, leaves for the viewer.</summary>
    public void Sent(ushort seq, int bytes, bool picture)
    {
        if (picture)
        {
            _shownAt = time.GetTimestamp();
            _throttle?.Take(bytes);
        }

        _policy?.Sent(seq, bytes);
    }

    /// <summary>What the steps are known to take, in bytes a second.</summary>
    public void Expect(long full, long delta, long thinned)
    {
        if (_policy is not { } policy) return;
        policy.Expect(QualityStep.FullPixels, full);
        policy.Expect(QualityStep.Delta, delta);
        policy.Expect(QualityStep.LowerRate, thinned);
    }

    /// <summary>The link had no room for a picture.</summary>
    public void LeftOut() => _policy?.LeftOut(1);

    /// <summary>The viewer's answer; true when the step changed.</summary>
    public bool Acked(in AckInput ack)
    {
        _heardAt = time.GetTimestamp();
        // Who never acknowledges is never adapted: nothing is known of its link.
        if (_policy is null && Auto && Wish is StreamMode.Pixel or StreamMode.Delta)
        {
            QualityStep best = QualitySteps.Of(Wish);
            _policy = new AdaptiveBitrate(
                time, link, new AdaptiveBitrateOptions { Start = best, Best = best, Worst = Worst, LowerRate = LowerRate });
        }

        _policy?.Acked(ack);
        return Update();
    }

    /// <summary>Judges the link when it is time; true when the step changed.</summary>
    public bool Update()
    {
        if (_policy is not { } policy) return false;
        if (policy.Step == QualityStep.Signal && time.GetElapsedTime(_heardAt) > Patience)
        {
            // It would stay there for good: nothing it says could show that its link is better.
            _policy = null;
            return true;
        }

        return policy.Update();
    }

    private QualityStep Worst => _hasSignals || Wish is StreamMode.Signal or StreamMode.Lockstep ? QualityStep.Signal : QualityStep.LowerRate;
}
