namespace DreamStack.Physics.Collision;

/// <summary>Lengths and speeds below or above which the simulation does not look, in metres and seconds.</summary>
internal static class Limits
{
    /// <summary>Overlap that is left alone, so that contacts last.</summary>
    public const float Slop = 0.005f;

    /// <summary>Contacts are made this far ahead of touching, so that a fast body meets them in time.</summary>
    public const float Speculative = 4f * Slop;

    /// <summary>A moving shape's box in the tree is larger by this, so that small moves cost nothing.</summary>
    public const float Margin = 0.1f;

    public const float MaxSpeed = 4000f;

    /// <summary>Largest turn in one step, in radians.</summary>
    public const float MaxTurn = 0.25f * 3.14159265f;
}
