using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Collision;

/// <summary>
/// A link of a chain against any outline: solid on its right side only, and smooth where links meet, because a corner's
/// normal is taken only where the neighbour could not give a better one.
/// </summary>
internal static unsafe class ChainContact
{
    private const float Aligned = 0.01f;

    public static void Collide(in Geometry link, in Geometry b, ref ManifoldRow manifold)
    {
        Vec2 v1 = link.Vertex(0), v2 = link.Vertex(1), outward = link.Normal(0);
        if (Vec2.Dot(outward, b.Centroid - v1) < 0f) return;
        ManifoldRow kept = manifold;
        if (b.IsCircle) PolygonCircle.Collide(link, b, ref manifold);
        else PolygonPolygon.Collide(link, b, ref manifold);
        if (manifold.Count == 0 || IsFine(link, v1, v2, outward, manifold.Normal)) return;
        manifold = kept;
        if (b.IsCircle) return;
        fixed (Geometry* pl = &link, pb = &b) PolygonPolygon.ClipToSide(pl, 0, pb, ref manifold);
        if (manifold.Count > 0 && Deepest(manifold) < -0.5f * (v2 - v1).Length) manifold = kept;
    }

    private static bool IsFine(in Geometry link, Vec2 v1, Vec2 v2, Vec2 outward, Vec2 normal)
    {
        Vec2 edge = (v2 - v1).Normalized();
        float along = Vec2.Dot(normal, edge);
        if (Vec2.Dot(normal, outward) > 0f && MathF.Abs(along) < Aligned) return true;
        Vec2 neighbour = along > 0f ? (link.After - v2).Normalized() : (v1 - link.Before).Normalized();
        // The right side is solid, so the chain bulges outwards where it turns left.
        float turn = along > 0f ? Vec2.Cross(edge, neighbour) : Vec2.Cross(neighbour, edge);
        float past = along > 0f ? Vec2.Dot(normal, neighbour) : -Vec2.Dot(normal, neighbour);
        return turn > Aligned && past <= Aligned && Vec2.Dot(normal, outward) > 0f;
    }

    private static float Deepest(in ManifoldRow m) => m.Count == 2 ? Scalar.Min(m.First.Separation, m.Second.Separation) : m.First.Separation;
}
