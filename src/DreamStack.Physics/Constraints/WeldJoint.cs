using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>Holds two bodies as they stand to each other, stiffly or with a spring for the angle.</summary>
public sealed record WeldJoint : JointDefinition
{
    /// <summary>Frequency of the angle's spring in hertz; 0 is stiff.</summary>
    public float Hertz { get; init; }

    /// <summary>Damping ratio of the spring.</summary>
    public float Damping { get; init; } = 1f;

    internal override void Fill(ref JointRow row)
    {
        row.Kind = JointKind.Weld;
        row.HasSpring = Hertz > 0f ? 1 : 0;
        row.Hertz = Guard.Number(Hertz, 0f, 1000f);
        row.Damping = Guard.Number(Damping, 0f, 100f);
    }
}
