using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>A constraint as the world keeps it; each kind reads the fields it has a use for.</summary>
internal struct JointRow
{
    public int NextA;
    public JointKind Kind;
    public int BodyA;
    public int BodyB;
    public int PreviousA;
    public int NextB;
    public int PreviousB;
    public int BodiesTouch;
    public int HasSpring;
    public int HasLimit;
    public Vec2 AnchorA;
    public Vec2 AnchorB;

    /// <summary>The second body's turn against the first at angle 0.</summary>
    public Rotation Reference;

    /// <summary>Slider: axis; mouse: target; motor: velocity.</summary>
    public Vec2 Axis;
    public float Length;
    public float Lower;
    public float Upper;
    public float Hertz;
    public float Damping;
    public float MotorSpeed;
    public float MaxMotor;
    public float BreakForce;
    public float BreakTorque;

    /// <summary>Keeps the row free of bytes that nobody sets: a state is compared whole.</summary>
    public int Unused;
    public ulong UserData;
}
