using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>Keeps two anchors at a distance: rigid, or a spring, or free between a least and a greatest length.</summary>
public sealed record DistanceJoint : JointDefinition
{
    /// <summary>Rest length in metres.</summary>
    public float Length { get; init; } = 1f;

    /// <summary>Least length; with <see cref="MaxLength"/> it makes a rope or a strut.</summary>
    public float MinLength { get; init; }

    /// <summary>Greatest length.</summary>
    public float MaxLength { get; init; } = float.PositiveInfinity;

    /// <summary>Whether the length is a spring's rest length (or free at frequency 0) and not rigid.</summary>
    public bool IsSpring { get; init; }

    /// <summary>Frequency of the spring in hertz.</summary>
    public float Hertz { get; init; }

    /// <summary>Damping ratio of the spring.</summary>
    public float Damping { get; init; }

    internal override void Fill(ref JointRow row)
    {
        row.Kind = JointKind.Distance;
        row.Length = Guard.Number(Length, 0f, 1e6f);
        row.Lower = Guard.Number(MinLength, 0f, 1e6f);
        row.Upper = Guard.Number(MaxLength, MinLength, float.PositiveInfinity);
        row.HasSpring = IsSpring ? 1 : 0;
        row.HasLimit = IsSpring && (MinLength > 0f || MaxLength < float.PositiveInfinity) ? 1 : 0;
        row.Hertz = Guard.Number(Hertz, 0f, 1000f);
        row.Damping = Guard.Number(Damping, 0f, 100f);
    }
}
