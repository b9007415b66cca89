namespace DreamStack.App.Lockstep;

/// <summary>What came of a Lockstep message.</summary>
public enum LockstepOutcome
{
    /// <summary>The world is where the source's is.</summary>
    InStep,

    /// <summary>There is no way from here to there: ask for a keyframe.</summary>
    NeedsKeyframe,

    /// <summary>The checksums differ: ask for a keyframe.</summary>
    Diverged,

    /// <summary>The bytes are no such message.</summary>
    Invalid,
}
