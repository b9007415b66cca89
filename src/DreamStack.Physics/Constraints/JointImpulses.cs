using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>What a constraint pushed with; where the next step begins.</summary>
internal struct JointImpulses
{
    public Vec2 Linear;
    public float Angular;
    public float Spring;
    public float Motor;
    public float Lower;
    public float Upper;
}
