using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Collision;

/// <summary>One point of a contact as it is kept.</summary>
internal struct ManifoldPoint
{
    /// <summary>From the first body's centre of mass, in world directions.</summary>
    public Vec2 Anchor;
    public float Separation;

    /// <summary>Which corners met: the same number next step is the same point.</summary>
    public uint Feature;
}
