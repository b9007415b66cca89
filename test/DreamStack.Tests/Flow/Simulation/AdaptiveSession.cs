using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Tests.Flow.Simulation;

/// <summary>A relay that serves one viewer over a simulated link, as docs/flow.md tells it to: 30 pictures a second of the springs demo.</summary>
internal sealed class AdaptiveSession
{
    public const int PicturesPerSecond = 30;
    private const int KeyframeBytes = 40_000;
    private readonly FakeTimeProvider _time = new();
    private readonly SimulatedLink _link;
    private readonly RateEstimate _rate;
    private readonly Queue<(double AtMs, ushort Seq, uint Clock)> _acks = new();
    private readonly uint _clockOffset;
    private ushort _seq;
    private double _lastPictureMs = -1000;
    private double _drained;
    private int _missed;
    private bool _needsWhole = true;

    public AdaptiveSession(SimulatedLink link, AdaptiveBitrateOptions? options = null, uint clockOffset = 4_294_960_000)
    {
        _link = link;
        _clockOffset = clockOffset;
        _rate = new RateEstimate(_time);
        Policy = new AdaptiveBitrate(_time, _rate, options);
        // A relay knows what its streams cost.
        foreach (QualityStep step in Enum.GetValues<QualityStep>()) Policy.Expect(step, (long)Needs(step));
    }

    public AdaptiveBitrate Policy { get; }

    /// <summary>The answers take the link's detour too.</summary>
    public bool DetourBack { get; init; }

    public List<TracePoint> Trace { get; } = [];

    /// <summary>Bytes a second that each step takes here: 600 × 400 raw pictures, the demo's deltas, the demo's diffs.</summary>
    public static double Needs(QualityStep step, int lowerRate = 8) => BytesOf(step) * (step == QualityStep.LowerRate ? lowerRate : PicturesPerSecond);

    public void Run(double seconds)
    {
        double from = NowMs;
        for (double now = from; now < from + (seconds * 1000); now++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Drain(now);
            if ((long)now % 33 == 0) Offer(now);
            Acknowledge(now);
            if ((long)now % 100 == 0) Policy.Update();
            if ((long)now % 100 == 0) Trace.Add(new TracePoint(now / 1000, Policy.Step, _link.QueuedBytes, Policy.QueueDelay.TotalMilliseconds));
            NowMs = now + 1;
        }
    }

    public double NowMs { get; private set; }

    public int ChangesBetween(double fromSeconds, double toSeconds)
    {
        int changes = 0;
        for (int i = 1; i < Trace.Count; i++)
        {
            bool inside = Trace[i].Seconds >= fromSeconds && Trace[i].Seconds < toSeconds;
            if (inside && Trace[i].Step != Trace[i - 1].Step) changes++;
        }

        return changes;
    }

    private static int BytesOf(QualityStep step) => step switch
    {
        QualityStep.FullPixels => 960_000,
        QualityStep.Delta => 15_000,
        QualityStep.CompressedDelta => 10_000,
        QualityStep.LowerRate => 10_000,
        _ => 80,
    };

    private void Drain(double now)
    {
        _drained += _link.Tick(now);
        long whole = (long)_drained;
        _drained -= whole;
        _rate.Drained(whole);
        if (!_link.TryReceive(now, out ushort newest)) return;
        _acks.Enqueue((now + _link.WayMs + (DetourBack ? _link.DetourMs(now / 1000) : 0), newest, unchecked((uint)now + _clockOffset)));
    }

    private void Acknowledge(double now)
    {
        while (_acks.TryPeek(out var ack) && ack.AtMs <= now)
        {
            _acks.Dequeue();
            _rate.Acknowledged(ack.Seq);
            Policy.Acked(new AckInput(ack.Seq, ack.Seq, ack.Clock));
            QualityStep before = Policy.Step;
            // Only who comes from signals or goes to whole pictures needs a whole one.
            if (Policy.Update()) _needsWhole |= before == QualityStep.Signal;
        }
    }

    private void Offer(double now)
    {
        // At the lower rate the relay leaves pictures out by itself; that is no sign of a slow link.
        if (Policy.MaxPicturesPerSecond is { } rate && now - _lastPictureMs < 1000.0 / rate) return;
        int bytes = BytesOf(Policy.Step);
        // What was left out comes with the next picture, in all at most as much as a whole one.
        if (Policy.Step != QualityStep.Signal) bytes = Math.Max(bytes, _needsWhole ? KeyframeBytes : Math.Min(KeyframeBytes, (1 + (_missed / (Policy.Step == QualityStep.LowerRate ? 4 : 1))) * bytes));
        if (!_rate.IsOpen && Policy.Step != QualityStep.Signal)
        {
            if (_rate.IsFull) Policy.LeftOut(1);
            _missed++;
            return;
        }

        _lastPictureMs = now;
        _needsWhole = false;
        _missed = 0;
        _link.Send(_seq, bytes);
        _rate.Wrote(bytes);
        if (Policy.Step != QualityStep.Signal) _rate.Sent(_seq, bytes);
        Policy.Sent(_seq++, bytes);
    }
}
