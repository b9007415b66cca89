namespace DreamStack.Client.Connections;

/// <summary>How long to wait between tries to connect.</summary>
public sealed record BackoffOptions
{
    /// <summary>The wait after the first failure.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait, before jitter.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How much longer each wait is than the one before.</summary>
    public double Growth { get; init; } = 2;

    /// <summary>Share of the wait, 0–1, that is random, so that many clients do not return at once.</summary>
    public double Jitter { get; init; } = 0.3;

    /// <summary>Seed of the jitter; clients of one process take different ones.</summary>
    public int Seed { get; init; } = Environment.ProcessId;

    /// <summary>Throws when a wait is not positive, shrinks, or jitter is not a share.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(First, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Longest, First);
        ArgumentOutOfRangeException.ThrowIfLessThan(Growth, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Jitter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Jitter, 1);
    }
}
