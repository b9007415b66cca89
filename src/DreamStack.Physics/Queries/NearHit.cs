using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Queries;

/// <summary>A shape near a point.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Body">Its body.</param>
/// <param name="Distance">Metres to its surface; 0 inside.</param>
/// <param name="Point">Its nearest point; the asked point when that is inside.</param>
public readonly record struct NearHit(ShapeId Shape, BodyId Body, float Distance, Vec2 Point) : IComparable<NearHit>
{
    /// <summary>Nearer first; at the same distance the lower shape.</summary>
    public int CompareTo(NearHit other) => Distance != other.Distance ? Distance.CompareTo(other.Distance) : Shape.Index.CompareTo(other.Shape.Index);

    /// <summary>Before in the order of nearness.</summary>
    public static bool operator <(NearHit a, NearHit b) => a.CompareTo(b) < 0;

    /// <summary>After in the order of nearness.</summary>
    public static bool operator >(NearHit a, NearHit b) => a.CompareTo(b) > 0;

    /// <summary>Not after in the order of nearness.</summary>
    public static bool operator <=(NearHit a, NearHit b) => a.CompareTo(b) <= 0;

    /// <summary>Not before in the order of nearness.</summary>
    public static bool operator >=(NearHit a, NearHit b) => a.CompareTo(b) >= 0;
}
