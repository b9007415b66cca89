using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Bodies;

/// <summary>Where a body's centre of mass is, and its turn.</summary>
internal struct BodyPose
{
    public Vec2 Center;
    public Rotation Rotation;
}
