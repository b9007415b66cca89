using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>Pulls the second body's anchor to a target in the world; the first body only says what it is held against.</summary>
public sealed record MouseJoint : JointDefinition
{
    /// <summary>Where the anchor is pulled to, in the world.</summary>
    public Vec2 Target { get; init; }

    /// <summary>Stiffness of the pull in hertz.</summary>
    public float Hertz { get; init; } = 4f;

    /// <summary>Damping ratio of the pull.</summary>
    public float Damping { get; init; } = 1f;

    /// <summary>Greatest force in newtons.</summary>
    public float MaxForce { get; init; } = 1000f;

    internal override void Fill(ref JointRow row)
    {
        row.Kind = JointKind.Mouse;
        row.Axis = Guard.Vector(Target, 1e6f);
        row.Hertz = Guard.Number(Hertz, 0.01f, 1000f);
        row.Damping = Guard.Number(Damping, 0f, 100f);
        row.MaxMotor = Guard.Number(MaxForce, 0f, 1e12f);
    }
}
