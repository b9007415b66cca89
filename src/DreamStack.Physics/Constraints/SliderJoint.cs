using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>Lets the second body slide along an axis of the first without turning, with limits, a motor and a spring.</summary>
public sealed record SliderJoint : JointDefinition
{
    /// <summary>The axis in the first body's frame.</summary>
    public Vec2 Axis { get; init; } = new(1f, 0f);

    /// <summary>Whether the way is held between the two below.</summary>
    public bool HasLimit { get; init; }

    /// <summary>Least way along the axis in metres.</summary>
    public float Lower { get; init; }

    /// <summary>Greatest way along the axis in metres.</summary>
    public float Upper { get; init; }

    /// <summary>Greatest force of the motor in newtons; 0 is no motor.</summary>
    public float MotorForce { get; init; }

    /// <summary>Speed the motor strives for, in metres a second.</summary>
    public float MotorSpeed { get; init; }

    /// <summary>Frequency of a spring towards way 0, in hertz; 0 is no spring.</summary>
    public float Hertz { get; init; }

    /// <summary>Damping ratio of the spring.</summary>
    public float Damping { get; init; }

    internal override void Fill(ref JointRow row)
    {
        row.Kind = JointKind.Slider;
        row.Axis = Guard.Direction(Axis);
        row.HasLimit = HasLimit ? 1 : 0;
        row.Lower = Guard.Number(Lower, -1e6f, 1e6f);
        row.Upper = Guard.Number(Upper, Lower, 1e6f);
        row.MaxMotor = Guard.Number(MotorForce, 0f, 1e12f);
        row.MotorSpeed = Guard.Number(MotorSpeed, -1e4f, 1e4f);
        row.HasSpring = Hertz > 0f ? 1 : 0;
        row.Hertz = Guard.Number(Hertz, 0f, 1000f);
        row.Damping = Guard.Number(Damping, 0f, 100f);
    }
}
