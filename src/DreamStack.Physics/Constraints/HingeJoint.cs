using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>Makes two anchors one point about which the bodies turn, with limits, a motor and a spring for the angle.</summary>
public sealed record HingeJoint : JointDefinition
{
    /// <summary>Whether the angle is held between the two below; the angle is 0 as the bodies stand when it is made.</summary>
    public bool HasLimit { get; init; }

    /// <summary>Least angle in radians, at least −π.</summary>
    public float LowerAngle { get; init; }

    /// <summary>Greatest angle in radians, at most π.</summary>
    public float UpperAngle { get; init; }

    /// <summary>Greatest torque of the motor in newton metres; 0 is no motor.</summary>
    public float MotorTorque { get; init; }

    /// <summary>Speed the motor strives for, in radians a second.</summary>
    public float MotorSpeed { get; init; }

    /// <summary>Frequency of a spring towards angle 0, in hertz; 0 is no spring.</summary>
    public float Hertz { get; init; }

    /// <summary>Damping ratio of the spring.</summary>
    public float Damping { get; init; }

    internal override void Fill(ref JointRow row)
    {
        row.Kind = JointKind.Hinge;
        row.HasLimit = HasLimit ? 1 : 0;
        row.Lower = Guard.Number(LowerAngle, -MathF.PI, MathF.PI);
        row.Upper = Guard.Number(UpperAngle, LowerAngle, MathF.PI);
        row.MaxMotor = Guard.Number(MotorTorque, 0f, 1e12f);
        row.MotorSpeed = Guard.Number(MotorSpeed, -1e4f, 1e4f);
        row.HasSpring = Hertz > 0f ? 1 : 0;
        row.Hertz = Guard.Number(Hertz, 0f, 1000f);
        row.Damping = Guard.Number(Damping, 0f, 100f);
    }
}
