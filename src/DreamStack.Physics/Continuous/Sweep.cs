using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Continuous;

/// <summary>A body's move within a step: straight, and turning evenly to first order.</summary>
/// <param name="Start">Where it began.</param>
/// <param name="Way">How far its centre went.</param>
/// <param name="Turn">How far it turned.</param>
/// <param name="LocalCenter">Its centre of mass in its frame.</param>
/// <param name="MaxExtent">Its reach from the centre.</param>
internal readonly record struct Sweep(BodyPose Start, Vec2 Way, Rotation Turn, Vec2 LocalCenter, float MaxExtent)
{
    /// <summary>Most that any of its points moves over the whole sweep.</summary>
    public float Reach => Way.Length + (2f * MathF.Abs(Turn.Sin) * MaxExtent);

    public Vec2 CenterAt(float t) => Start.Center + (t * Way);

    public Pose At(float t)
    {
        Rotation turned = new Rotation(1f - t + (t * Turn.Cos), t * Turn.Sin).Unit() * Start.Rotation;
        return new Pose(CenterAt(t) - (turned * LocalCenter), turned);
    }
}
