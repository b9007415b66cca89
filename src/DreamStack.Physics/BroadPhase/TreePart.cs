namespace DreamStack.Physics.BroadPhase;

/// <summary>A part of a tree that stays as it is while what is above it is made anew.</summary>
internal struct TreePart
{
    public int Node;

    /// <summary>Middle of its box.</summary>
    public float X;
    public float Y;
}
