using DreamStack.Streaming.Wire;

namespace DreamStack.Streaming.Flow;

/// <summary>What <see cref="AdaptiveBitrate"/> holds a viewer's link to; the defaults suit a 30–60 pictures a second stream.</summary>
public sealed record AdaptiveBitrateOptions
{
    /// <summary>The step a viewer starts at.</summary>
    public QualityStep Start { get; init; } = QualityStep.Delta;

    /// <summary>The dearest step allowed.</summary>
    public QualityStep Best { get; init; } = QualityStep.FullPixels;

    /// <summary>The cheapest step allowed: <see cref="QualityStep.LowerRate"/> for a source without a signal state.</summary>
    public QualityStep Worst { get; init; } = QualityStep.Signal;

    /// <summary>Pictures a second at <see cref="QualityStep.LowerRate"/>.</summary>
    public int LowerRate { get; init; } = 8;

    /// <summary>How often the link is judged.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A queue that never gets shorter than this within an interval is congestion; above any jitter of the link.</summary>
    public TimeSpan TargetDelay { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>How long an answer may be overdue before the link counts as stalled; above a retransmission.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Calm needed before the next better step is tried; doubles with each failure, up to <see cref="MaxHold"/>.</summary>
    public TimeSpan MinHold { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two tries of the same step.</summary>
    public TimeSpan MaxHold { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>A step held this long has proved itself: the steps above it are tried without back-off again.</summary>
    public TimeSpan Probation { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A step lost later than this after it was reached counts as a new event, not as a failed try.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(30);
}
