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
        row.Axis = new Vec2(Number(LinearVelocity.X, -1e4f, 1e4f, nameof(LinearVelocity)), Number(LinearVelocity.Y, -1e4f, 1e4f, nameof(LinearVelocity)));
        row.MotorSpeed = Number(AngularVelocity, -1e4f, 1e4f, nameof(AngularVelocity));
        row.Length = Number(MaxForce, 0f, 1e12f, nameof(MaxForce));
        row.MaxMotor = Number(MaxTorque, 0f, 1e12f, nameof(MaxTorque));
    }
}
