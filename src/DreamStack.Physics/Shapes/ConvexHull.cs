using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Shapes;

/// <summary>The convex hull of a few points, counter-clockwise from the least one.</summary>
internal static class ConvexHull
{
    private const float WeldDistance = 1e-4f;

    public static Vec2[] Of(ReadOnlySpan<Vec2> points)
    {
        if (points.Length is < 3 or > Geometry.MaxVertices) throw new ArgumentException($"A polygon takes 3 to {Geometry.MaxVertices} points.", nameof(points));
        List<Vec2> sorted = [];
        foreach (Vec2 point in points)
        {
            if (!sorted.Exists(other => Vec2.Distance(other, point) < WeldDistance)) sorted.Add(point);
        }

        sorted.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        List<Vec2> hull = [];
        AddChain(hull, sorted);
        sorted.Reverse();
        AddChain(hull, sorted);
        if (hull.Count < 3) throw new ArgumentException("The points lie on one line.", nameof(points));
        return [.. hull];
    }

    private static void AddChain(List<Vec2> hull, List<Vec2> sorted)
    {
        int start = hull.Count;
        foreach (Vec2 p in sorted)
        {
            while (hull.Count - start >= 2 && Turn(hull[^2], hull[^1], p) <= WeldDistance * Vec2.Distance(hull[^2], p)) hull.RemoveAt(hull.Count - 1);
            hull.Add(p);
        }

        if (hull.Count > start) hull.RemoveAt(hull.Count - 1);
    }

    private static float Turn(Vec2 a, Vec2 b, Vec2 c) => Vec2.Cross(b - a, c - a);
}
