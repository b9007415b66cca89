namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>How many messages the source may begin.</summary>
/// <param name="Window">Messages on their way at once.</param>
/// <param name="Step">So many are begun in one write.</param>
/// <param name="Interval">The time from one message to the next; zero sends whenever the window lets it.</param>
internal sealed record Pace(int Window, int Step, TimeSpan Interval)
{
    /// <summary>The pace of a load with this window.</summary>
    public static Pace Of(Load load, int window) => load.Kind switch
    {
        // A quarter of the window in a write: the server has work while the rest is on its way.
        LoadKind.Flood => new Pace(window, Math.Max(1, load.IsPicture ? 1 : window / 4), TimeSpan.Zero),
        LoadKind.Bursts => new Pace(window, window, TimeSpan.Zero),
        _ => new Pace(int.MaxValue, 1, TimeSpan.FromSeconds(1 / load.PerSecond)),
    };

    /// <summary>Messages that may begin now.</summary>
    /// <param name="begun">Begun so far in this run.</param>
    /// <param name="onTheirWay">Of those, how many the slowest viewer has not got.</param>
    /// <param name="elapsed">Since the run began.</param>
    public int Due(long begun, long onTheirWay, TimeSpan elapsed)
    {
        if (Interval > TimeSpan.Zero && elapsed < begun * Interval) return 0;
        return Window - onTheirWay >= Step ? Step : 0;
    }

    /// <summary>Milliseconds in which nothing can become due by time alone.</summary>
    public int Patience(long begun, TimeSpan elapsed) =>
        Interval == TimeSpan.Zero ? 100 : (int)Math.Clamp(((begun * Interval) - elapsed).TotalMilliseconds, 0, 100);
}
