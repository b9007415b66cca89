namespace DreamStack.Physics.Timelines;

/// <summary>How a timeline records.</summary>
public sealed record TimelineSettings
{
    /// <summary>Steps from one kept state to the next: the most that seeking simulates.</summary>
    public int KeyframeInterval { get; init; } = 60;

    /// <summary>Length of a step in seconds.</summary>
    public float StepSeconds { get; init; } = 1f / 60f;

    /// <summary>Most states kept; then the oldest but the first go, and going there takes longer.</summary>
    public int MaxKeyframes { get; init; } = 1000;

    internal void Validate()
    {
        if (KeyframeInterval is < 1 or > 100_000) throw new ArgumentOutOfRangeException(nameof(KeyframeInterval), KeyframeInterval, "1 to 100,000 steps.");
        if (!(StepSeconds is > 0f and <= 0.1f)) throw new ArgumentOutOfRangeException(nameof(StepSeconds), StepSeconds, "More than 0 and at most 0.1 s.");
        if (MaxKeyframes < 2) throw new ArgumentOutOfRangeException(nameof(MaxKeyframes), MaxKeyframes, "At least 2.");
    }
}
