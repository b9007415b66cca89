using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Bodies;

internal struct BodyMass
{
    public float Mass;
    public float Inertia;
    public float InverseMass;
    public float InverseInertia;
    public Vec2 Center;
}
