using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Shapes;

/// <summary>
/// An outline to give a body: circle, capsule, box, convex polygon or segment, in the body's frame. Made by its factory
/// methods, which check what they are given.
/// </summary>
public readonly struct Shape
{
    /// <summary>Longest distance from the body's origin that a vertex or a radius may have, in metres.</summary>
    public const float MaxSize = 100_000f;

    /// <summary>Most vertices of a polygon.</summary>
    public const int MaxVertices = Shapes.Geometry.MaxVertices;

    private const float LeastSide = 5e-5f;

    internal Shape(Geometry geometry) => Geometry = geometry;

    /// <summary>How many vertices: 1 for a circle, 2 for a capsule or a segment.</summary>
    public int Count => Geometry.Count;

    /// <summary>Radius of the rounded skin around the vertices, in metres.</summary>
    public float Radius => Geometry.Radius;

    /// <summary>One vertex, counter-clockwise, in the body's frame.</summary>
    public Vec2 this[int vertex] =>
        (uint)vertex < (uint)Geometry.Count ? Geometry.Vertex(vertex) : throw new ArgumentOutOfRangeException(nameof(vertex), vertex, $"There are {Geometry.Count}.");

    internal Geometry Geometry { get; }

    /// <summary>A disc.</summary>
    public static Shape Circle(float radius, Vec2 center = default) => Hull([center], Positive(radius));

    /// <summary>A segment with a rounded skin.</summary>
    public static Shape Capsule(Vec2 a, Vec2 b, float radius) => Hull(Apart(a, b), Positive(radius));

    /// <summary>A line without thickness, solid from both sides.</summary>
    public static Shape Segment(Vec2 a, Vec2 b) => Hull(Apart(a, b), 0f);

    /// <summary>A box by its half extents, moved and turned, with an optional rounded skin.</summary>
    public static Shape Box(float halfWidth, float halfHeight, Vec2 center = default, float radians = 0f, float radius = 0f)
    {
        Positive(halfWidth);
        Positive(halfHeight);
        Pose pose = Pose.At(center, Guard.Number(radians, -Guard.Turn, Guard.Turn));
        return Hull(
            [
                pose * new Vec2(-halfWidth, -halfHeight), pose * new Vec2(halfWidth, -halfHeight),
                pose * new Vec2(halfWidth, halfHeight), pose * new Vec2(-halfWidth, halfHeight),
            ],
            NotNegative(radius));
    }

    /// <summary>The convex hull of 3 to 8 points, with an optional rounded skin.</summary>
    public static Shape Polygon(ReadOnlySpan<Vec2> points, float radius = 0f)
    {
        foreach (Vec2 point in points) Checked(point);
        return Hull(ConvexHull.Of(points), NotNegative(radius));
    }

    internal static Shape ChainLink(Vec2 before, Vec2 a, Vec2 b, Vec2 after)
    {
        Geometry g = Hull(Apart(a, b), 0f).Geometry;
        g.IsChain = 1;
        g.Before = Checked(before);
        g.After = Checked(after);
        return new Shape(g);
    }

    private static Shape Hull(ReadOnlySpan<Vec2> points, float radius)
    {
        Geometry g = new() { Count = points.Length, Radius = radius };
        for (int i = 0; i < points.Length; i++) g.Set(i, Scalar.Canonical(Checked(points[i])));
        for (int i = 0; points.Length > 1 && i < points.Length; i++)
        {
            // So far from the origin that a float no longer tells its corners apart, an outline has no area.
            if (!(Vec2.Distance(g.Vertex(i), g.Vertex((i + 1) % points.Length)) > LeastSide)) throw new ArgumentException("The outline is too small for a place so far from the body's origin.", nameof(points));
        }

        g.SetNormals();
        g.Centroid = ShapeMass.Of(g, 1f).Center;
        return new Shape(g);
    }

    private static Vec2[] Apart(Vec2 a, Vec2 b)
    {
        if (!((Checked(b) - Checked(a)).Length > 1e-4f)) throw new ArgumentException("The two ends are the same point.", nameof(b));
        return [a, b];
    }

    private static Vec2 Checked(Vec2 v)
    {
        if (!(MathF.Abs(v.X) <= MaxSize && MathF.Abs(v.Y) <= MaxSize)) throw new ArgumentOutOfRangeException(nameof(v), v, "A coordinate must be a number of at most 100 km.");
        return v;
    }

    private static float Positive(float value) =>
        value is >= 1e-4f and <= MaxSize ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A size must lie between 0.1 mm and 100 km.");

    private static float NotNegative(float value) =>
        value is >= 0f and <= MaxSize ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A radius must lie between 0 and 100 km.");
}
