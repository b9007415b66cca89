namespace DreamStack.Client.Connections;

/// <summary>Says how long to wait before the next try: longer each time, capped, with seeded jitter that only shortens.</summary>
public sealed class Backoff
{
    private readonly BackoffOptions _options;
    private readonly Random _random;
    private double _next;

    /// <summary>A backoff at its start; throws when the options make no sense.</summary>
    public Backoff(BackoffOptions options)
    {
        options.Validate();
        _options = options;
        _random = new Random(options.Seed);
        _next = options.First.TotalMilliseconds;
    }

    /// <summary>Tries that failed since the last <see cref="Reset"/>.</summary>
    public int Failures { get; private set; }

    /// <summary>The wait before the next try.</summary>
    public TimeSpan Next()
    {
        double wait = _next * (1 - (_options.Jitter * _random.NextDouble()));
        _next = Math.Min(_next * _options.Growth, _options.Longest.TotalMilliseconds);
        Failures++;
        return TimeSpan.FromMilliseconds(wait);
    }

    /// <summary>Starts over: a connection stood.</summary>
    public void Reset()
    {
        Failures = 0;
        _next = _options.First.TotalMilliseconds;
    }
}
