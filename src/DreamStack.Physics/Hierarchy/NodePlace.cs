using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Hierarchy;

/// <summary>Where a node was found to be in the world: follows from the state and is no part of it, so that looking changes nothing.</summary>
internal struct NodePlace
{
    public Pose World;
    public bool IsKnown;

    /// <summary>Whether there is a node of a body above.</summary>
    public bool HangsOnBody;

    /// <summary>How often bodies had moved by then.</summary>
    public long Moves;
}
