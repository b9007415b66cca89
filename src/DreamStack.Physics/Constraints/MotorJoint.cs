using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>Drives the second body to a velocity relative to the first, with bounded force and torque.</summary>
public sealed record MotorJoint : JointDefinition
{
    /// <summary>Relative velocity it strives for, in m/s.</summary>
    public Vec2 LinearVelocity { get; init; }

    /// <summary>Relative spin it strives for, in radians a second.</summary>
    public float AngularVelocity { get; init; }

    /// <summary>Greatest force in newtons.</summary>
    public float MaxForce { get; init; }

    /// <summary>Greatest torque in newton metres.</summary>
    public float MaxTorque { get; init; }

    internal override void Fill(ref JointRow row)
    {
        row.Kind = JointKind.Motor;
        row.Axis = Guard.Vector(LinearVelocity, 1e4f);
        row.MotorSpeed = Guard.Number(AngularVelocity, -1e4f, 1e4f);
        row.Length = Guard.Number(MaxForce, 0f, 1e12f);
        row.MaxMotor = Guard.Number(MaxTorque, 0f, 1e12f);
    }
}
