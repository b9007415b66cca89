using System.Runtime.CompilerServices;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Collision;

/// <summary>
/// Two outlines of two or more vertices (polygons, capsules, segments), the second in the frame of the first: the side
/// of least overlap is the reference, the other's facing side is clipped to it.
/// </summary>
internal static unsafe class PolygonPolygon
{
    [SkipLocalsInit]
    public static void Collide(in Geometry a, in Geometry b, ref ManifoldRow manifold)
    {
        fixed (Geometry* pa = &a, pb = &b)
        {
            float radii = a.Radius + b.Radius;
            float sa = BestSide(pa, pb, out int sideA);
            if (sa > Limits.Speculative + radii) return;
            float sb = BestSide(pb, pa, out int sideB);
            if (sb > Limits.Speculative + radii) return;
            // A little favour for the first keeps the choice from changing with rounding.
            bool flip = sb > sa + (0.1f * Limits.Slop);
            Geometry* reference = flip ? pb : pa, incident = flip ? pa : pb;
            int side = flip ? sideB : sideA;
            int facing = Facing(incident, reference->Normal(side));
            if ((flip ? sb : sa) > 0.1f * Limits.Slop && Corners(reference, side, incident, facing, flip, ref manifold)) return;
            Clip(reference, side, incident, facing, flip, ref manifold);
        }
    }

    public static void ClipToSide(Geometry* reference, int side, Geometry* incident, ref ManifoldRow manifold) =>
        Clip(reference, side, incident, Facing(incident, reference->Normal(side)), false, ref manifold);

    // Four sides at a time, each against all corners of the other.
    [SkipLocalsInit]
    private static float BestSide(Geometry* a, Geometry* b, out int side)
    {
        float* overlaps = stackalloc float[Geometry.MaxVertices];
        int countA = a->Count, countB = b->Count;
        for (int i = 0; i < countA; i += Wide4.Width)
        {
            Wide4 nx = Wide4.Load(a->NormalX + i), ny = Wide4.Load(a->NormalY + i), least = Wide4.Splat(float.MaxValue);
            for (int j = 0; j < countB; j++) least = Wide4.Min((nx * Wide4.Splat(b->X[j])) + (ny * Wide4.Splat(b->Y[j])), least);
            Wide4.Store(least - ((nx * Wide4.Load(a->X + i)) + (ny * Wide4.Load(a->Y + i))), overlaps + i);
        }

        float best = float.MinValue;
        side = 0;
        for (int i = 0; i < countA; i++)
        {
            if (overlaps[i] > best) (best, side) = (overlaps[i], i);
        }

        return best;
    }

    private static int Facing(Geometry* g, Vec2 normal)
    {
        int facing = 0, count = g->Count;
        float least = float.MaxValue;
        for (int i = 0; i < count; i++)
        {
            float d = Vec2.Dot(normal, g->Normal(i));
            if (d < least) (least, facing) = (d, i);
        }

        return facing;
    }

    // Apart from each other with two corners nearest: one point along the line between them. True when that decides.
    private static bool Corners(Geometry* r, int side, Geometry* i, int facing, bool flip, ref ManifoldRow manifold)
    {
        Vec2 a1 = r->Vertex(side), a2 = r->Vertex(side + 1 < r->Count ? side + 1 : 0);
        Vec2 b1 = i->Vertex(facing), b2 = i->Vertex(facing + 1 < i->Count ? facing + 1 : 0);
        SegmentPair.Closest(a1, a2, b1, b2, out float s, out float t);
        if (s is > 0f and < 1f || t is > 0f and < 1f) return false;
        Vec2 p = s == 0f ? a1 : a2, q = t == 0f ? b1 : b2;
        Vec2 normal = (q - p).Normalized(out float distance);
        if (distance < 1e-6f) return false;
        if (distance > r->Radius + i->Radius + Limits.Speculative) return true;
        Vec2 point = 0.5f * (p + (r->Radius * normal) + q - (i->Radius * normal));
        int cornerA = s == 0f ? side : side + 1, cornerB = t == 0f ? facing : facing + 1;
        manifold.Normal = flip ? -normal : normal;
        manifold.Add(point, distance - r->Radius - i->Radius, Feature(cornerA, cornerB, flip));
        return true;
    }

    private static void Clip(Geometry* r, int side, Geometry* i, int facing, bool flip, ref ManifoldRow manifold)
    {
        int side2 = side + 1 < r->Count ? side + 1 : 0, facing2 = facing + 1 < i->Count ? facing + 1 : 0;
        Vec2 v1 = r->Vertex(side), normal = r->Normal(side);
        Vec2 tangent = normal.Left;
        float upper = Vec2.Dot(r->Vertex(side2) - v1, tangent);
        // The facing side runs against the reference: its second vertex is the one at the beginning.
        Vec2 low = i->Vertex(facing2), high = i->Vertex(facing);
        float lowAt = Vec2.Dot(low - v1, tangent), highAt = Vec2.Dot(high - v1, tangent);
        if (highAt < 0f || lowAt > upper) return;
        float span = highAt - lowAt;
        Vec2 p1 = lowAt < 0f && span > 1e-6f ? Vec2.Lerp(low, high, -lowAt / span) : low;
        Vec2 p2 = highAt > upper && span > 1e-6f ? Vec2.Lerp(low, high, (upper - lowAt) / span) : high;
        float s1 = Vec2.Dot(p1 - v1, normal), s2 = Vec2.Dot(p2 - v1, normal);
        float radii = r->Radius + i->Radius;
        manifold.Normal = flip ? -normal : normal;
        if (s1 <= radii + Limits.Speculative)
        {
            manifold.Add(p1 + (0.5f * (r->Radius - i->Radius - s1) * normal), s1 - radii, Feature(side, facing2, flip));
        }

        if (s2 <= radii + Limits.Speculative)
        {
            manifold.Add(p2 + (0.5f * (r->Radius - i->Radius - s2) * normal), s2 - radii, Feature(side2, facing, flip));
        }
    }

    private static uint Feature(int a, int b, bool flip) => flip ? (uint)((b << 8) | a) : (uint)((a << 8) | b);
}
