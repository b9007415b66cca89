using DreamStack.Streaming.Wire;

namespace DreamStack.Streaming.Flow;

/// <summary>How long calm must last before each step is tried again, and how often climbing is allowed at all.</summary>
internal sealed class ClimbPlan(AdaptiveBitrateOptions options)
{
    /// <summary>Climbs in any minute: two whole recoveries.</summary>
    public const int MaxClimbsPerMinute = 8;

    private const long MinuteUs = 60_000_000;
    private readonly long _minHoldUs = Us(options.MinHold);
    private readonly long _maxHoldUs = Us(options.MaxHold);
    private readonly long _probationUs = Us(options.Probation);
    private readonly long _stableUs = Us(options.StableAfter);
    private readonly int[] _failures = new int[(int)QualityStep.Signal + 1];
    private readonly long[] _climbs = CreateClimbs();
    private int _nextClimb;
    private long _enteredUs;
    private bool _climbed;
    private bool _proved = true;

    /// <summary>Calm needed before this step is tried.</summary>
    public long HoldUs(QualityStep step) => Math.Min(_maxHoldUs, _minHoldUs << Math.Min(_failures[(int)step], 20));

    public bool MayClimb(QualityStep to, long calmUs, long nowUs) =>
        calmUs >= HoldUs(to) && nowUs - _climbs[_nextClimb] >= MinuteUs;

    public void Climbed(long nowUs)
    {
        _climbs[_nextClimb] = nowUs;
        _nextClimb = (_nextClimb + 1) % MaxClimbsPerMinute;
        _enteredUs = nowUs;
        (_climbed, _proved) = (true, false);
    }

    /// <summary>The step was given up; true when that ends a try of it that had not proved itself.</summary>
    public bool Fell(QualityStep from, long nowUs)
    {
        // Falling on from a step one fell to says nothing about how climbing to it goes.
        if (_climbed) _failures[(int)from] = nowUs - _enteredUs < _stableUs ? _failures[(int)from] + 1 : 0;
        bool failedTry = !_proved;
        _enteredUs = nowUs;
        (_climbed, _proved) = (false, true);
        return failedTry;
    }

    /// <summary>A step that failed before and holds now is news: the steps above it deserve a fresh try.</summary>
    public void Held(QualityStep step, long nowUs)
    {
        if (_proved || nowUs - _enteredUs < _probationUs) return;
        _proved = true;
        if (_failures[(int)step] > 0) Array.Clear(_failures, 0, (int)step);
    }

    private static long Us(TimeSpan time) => (long)time.TotalMicroseconds;

    private static long[] CreateClimbs()
    {
        long[] climbs = new long[MaxClimbsPerMinute];
        Array.Fill(climbs, -MinuteUs);
        return climbs;
    }
}
