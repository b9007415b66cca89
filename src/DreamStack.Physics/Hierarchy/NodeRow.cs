using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Hierarchy;

/// <summary>A node as the world keeps it; a node of a body stands where the body does and has no pose of its own.</summary>
internal struct NodeRow
{
    public int NextSibling;
    public Pose Local;
    public BodyId Body;
    public int Parent;
    public int FirstChild;
}
