using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Queries;

/// <summary>Where a ray or a cast meets a shape.</summary>
/// <param name="Shape">The shape; the default value where nothing is met.</param>
/// <param name="Body">Its body.</param>
/// <param name="Fraction">Share of the way; 0 when it begins inside.</param>
/// <param name="Point">The point met.</param>
/// <param name="Normal">Outward there; zero when it begins inside.</param>
public readonly record struct RayHit(ShapeId Shape, BodyId Body, float Fraction, Vec2 Point, Vec2 Normal) : IComparable<RayHit>
{
    /// <summary>Nearer first; at the same place the lower shape.</summary>
    public int CompareTo(RayHit other) => Fraction != other.Fraction ? Fraction.CompareTo(other.Fraction) : Shape.Index.CompareTo(other.Shape.Index);

    /// <summary>Before in the order of hits.</summary>
    public static bool operator <(RayHit a, RayHit b) => a.CompareTo(b) < 0;

    /// <summary>After in the order of hits.</summary>
    public static bool operator >(RayHit a, RayHit b) => a.CompareTo(b) > 0;

    /// <summary>Not after in the order of hits.</summary>
    public static bool operator <=(RayHit a, RayHit b) => a.CompareTo(b) <= 0;

    /// <summary>Not before in the order of hits.</summary>
    public static bool operator >=(RayHit a, RayHit b) => a.CompareTo(b) >= 0;
}
