using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Hierarchy;

/// <summary>A node as the world keeps it; a node of a body takes its world pose from the body.</summary>
internal struct NodeRow
{
    public int NextSibling;
    public Pose Local;
    public Pose World;
    public BodyId Body;
    public int Parent;
    public int FirstChild;
    public int IsDirty;
}
