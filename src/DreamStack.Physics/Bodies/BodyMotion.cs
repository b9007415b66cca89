using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Bodies;

internal struct BodyMotion
{
    public Vec2 Linear;
    public float Angular;
}
