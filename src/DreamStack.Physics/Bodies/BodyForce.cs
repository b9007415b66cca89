using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Bodies;

/// <summary>What acts in the next step, then is forgotten.</summary>
internal struct BodyForce
{
    public Vec2 Linear;
    public float Torque;
    public float TimeScale;
}
