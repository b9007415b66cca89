namespace DreamStack.Physics.Continuous;

/// <summary>What a step's move means for a body.</summary>
internal enum SweepState
{
    /// <summary>Its shapes are within their boxes.</summary>
    Within,

    /// <summary>A shape has left its box.</summary>
    Outside,

    /// <summary>It could have passed through something fixed.</summary>
    Fast,

    /// <summary>It could have passed through anything.</summary>
    Bullet,
}
