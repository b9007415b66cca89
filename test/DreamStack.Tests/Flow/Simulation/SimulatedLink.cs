namespace DreamStack.Tests.Flow.Simulation;

/// <summary>A TCP connection as its sender sees it: a queue, a rate that changes, a way with jitter, lost packets that hold up the rest.</summary>
internal sealed class SimulatedLink(Func<double, double> bytesPerSecondAt, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Queue<(ushort Seq, int Bytes)> _queue = new();
    private readonly Queue<(ushort Seq, double AtMs)> _under = new();
    private double _frontLeft;
    private double _arrivesMs;

    public double WayMs { get; init; } = 30;

    /// <summary>What the way takes more from some moment on, in milliseconds, at a time in seconds.</summary>
    public Func<double, double> DetourMs { get; init; } = _ => 0;

    public double JitterMs { get; init; } = 50;

    public double Loss { get; init; }

    public double QueuedBytes { get; private set; }

    public void Send(ushort seq, int bytes)
    {
        if (_queue.Count == 0) _frontLeft = bytes;
        _queue.Enqueue((seq, bytes));
        QueuedBytes += bytes;
    }

    /// <summary>One millisecond passes; the bytes that left the sender's queue in it.</summary>
    public double Tick(double nowMs)
    {
        double may = bytesPerSecondAt(nowMs / 1000) / 1000, gone = 0;
        while (may > 0 && _queue.Count > 0)
        {
            double part = Math.Min(may, _frontLeft);
            may -= part;
            gone += part;
            _frontLeft -= part;
            if (_frontLeft > 0) continue;
            (ushort seq, int bytes) = _queue.Dequeue();
            _frontLeft = _queue.TryPeek(out var next) ? next.Bytes : 0;
            _arrivesMs = Math.Max(_arrivesMs, nowMs + DetourMs(nowMs / 1000) + DelayMs(bytes));
            _under.Enqueue((seq, _arrivesMs));
        }

        QueuedBytes -= gone;
        return gone;
    }

    /// <summary>The newest message that has arrived by now, if any did since the last call.</summary>
    public bool TryReceive(double nowMs, out ushort newest)
    {
        newest = 0;
        bool any = false;
        while (_under.TryPeek(out var front) && front.AtMs <= nowMs)
        {
            newest = _under.Dequeue().Seq;
            any = true;
        }

        return any;
    }

    private double DelayMs(int bytes)
    {
        // A packet lost is sent again a round trip later; every packet of the message may be the one.
        bool lost = Loss > 0 && _random.NextDouble() > Math.Pow(1 - Loss, Math.Min(40, 1 + (bytes / 1400)));
        return WayMs + (_random.NextDouble() * JitterMs) + (lost ? 2 * WayMs : 0);
    }
}
