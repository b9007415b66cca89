using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Tests.Flow.Simulation;

/// <summary>A receiver with a clock of its own, behind a way with jitter both ways; it notes when each picture is shown.</summary>
internal sealed class SyncedReceiver
{
    public const int PicturesPerSecond = 60;
    private readonly DriftingTime _time;
    private readonly Random _random;
    private readonly double _wayMs;
    private readonly double _jitterMs;

    public SyncedReceiver(double wayMs, double jitterMs, double driftPpm, double clockOffsetMs, int seed)
    {
        (_wayMs, _jitterMs) = (wayMs, jitterMs);
        _random = new Random(seed);
        _time = new DriftingTime(driftPpm, clockOffsetMs);
        Sync = new MultiClientSync(_time);
    }

    public MultiClientSync Sync { get; }

    /// <summary>In true time, by picture.</summary>
    public List<double> ShownMs { get; } = [];

    public void Run(int seconds)
    {
        // That queue alone does not keep the order of what happens at one time.
        PriorityQueue<Action, (double AtMs, int Order)> events = new();
        double arrived = 0, answered = 0;
        for (int picture = 0; picture < seconds * PicturesPerSecond; picture++)
        {
            double left = picture * 1000.0 / PicturesPerSecond;
            // One connection keeps its order.
            arrived = Math.Max(arrived, left + Way());
            double at = arrived;
            events.Enqueue(() => Arrive(left, at), (at, events.Count));
        }

        for (double asked = 1; asked < seconds * 1000; asked += asked < 5000 ? 250 : 2000)
        {
            double there = asked + Way();
            answered = Math.Max(answered, there + Way());
            double from = asked, at = answered;
            events.Enqueue(() => Sync.Answered(new PingFrame(_time.LocalUsAt(from), (ulong)(there * 1000))), (at, events.Count));
        }

        while (events.TryDequeue(out Action? happen, out (double AtMs, int Order) next))
        {
            _time.MoveTo(next.AtMs);
            happen();
        }
    }

    private void Arrive(double leftMs, double atMs)
    {
        uint timestamp = (uint)leftMs;
        Sync.Arrived(timestamp);
        ShownMs.Add(atMs + Sync.WaitFor(timestamp).TotalMilliseconds);
    }

    private double Way() => _wayMs + (_random.NextDouble() * _jitterMs);
}
