namespace DreamStack.Physics.BroadPhase;

/// <summary>Is shown the items a ray's or a cast's way passes.</summary>
internal interface IRayVisitor : ITreeVisitor
{
    /// <summary>Share of the way that still matters.</summary>
    float MaxFraction { get; }
}
