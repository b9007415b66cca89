namespace DreamStack.Physics.Timelines;

/// <summary>How a timeline records.</summary>
public sealed record TimelineSettings
{
    /// <summary>Steps from one kept state to the next: the most that seeking simulates while no limit below is met.</summary>
    public int KeyframeInterval { get; init; } = 60;

    /// <summary>Length of a step in seconds.</summary>
    public float StepSeconds { get; init; } = 1f / 60f;

    /// <summary>Most states kept at intervals; then every second one goes and the interval doubles.</summary>
    public int MaxKeyframes { get; init; } = 1000;

    /// <summary>Most bytes of states kept at intervals; then every second one goes and the interval doubles.</summary>
    public long MaxKeyframeBytes { get; init; } = 256L << 20;

    /// <summary>Most steps recorded; then the oldest are forgotten. An hour unless said.</summary>
    public int MaxSteps { get; init; } = 216_000;

    /// <summary>Steps from one state to the next where the world has last been: the most that going back a little simulates besides.</summary>
    public int RecentInterval { get; init; } = 8;

    /// <summary>States kept where the world has last been; 0 for none. They reach back so many times <see cref="RecentInterval"/>.</summary>
    public int RecentStates { get; init; } = 17;

    internal void Validate()
    {
        if (KeyframeInterval is < 1 or > 100_000) throw new ArgumentOutOfRangeException(nameof(KeyframeInterval), KeyframeInterval, "1 to 100,000 steps.");
        if (!(StepSeconds is > 0f and <= 0.1f)) throw new ArgumentOutOfRangeException(nameof(StepSeconds), StepSeconds, "More than 0 and at most 0.1 s.");
        if (MaxKeyframes < 2) throw new ArgumentOutOfRangeException(nameof(MaxKeyframes), MaxKeyframes, "At least 2.");
        if (MaxKeyframeBytes < 1) throw new ArgumentOutOfRangeException(nameof(MaxKeyframeBytes), MaxKeyframeBytes, "At least 1.");
        if (MaxSteps < KeyframeInterval) throw new ArgumentOutOfRangeException(nameof(MaxSteps), MaxSteps, "At least one interval of states.");
        if (RecentInterval < 1) throw new ArgumentOutOfRangeException(nameof(RecentInterval), RecentInterval, "At least 1.");
        if (RecentStates is < 0 or > 10_000) throw new ArgumentOutOfRangeException(nameof(RecentStates), RecentStates, "0 to 10,000.");
    }
}
