using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Queries;

/// <summary>A ray against one outline, in the outline's frame: its sides moved out by the skin, and its round corners.</summary>
internal static unsafe class RayCasting
{
    public static bool Cast(Geometry* g, Vec2 origin, Vec2 way, float maxFraction, out float fraction, out Vec2 normal)
    {
        (fraction, normal) = (0f, default);
        if (g->IsChain == 0 && IsInside(g, origin)) return true;
        if (g->Count > 2 && g->Radius == 0f) return Clip(g, origin, way, maxFraction, out fraction, out normal);
        float best = maxFraction;
        bool isHit = false;
        int sides = g->Count == 1 ? 0 : g->IsChain != 0 ? 1 : g->Count;
        for (int i = 0; i < sides; i++)
        {
            Vec2 n = g->Normal(i), a = g->Vertex(i) + (g->Radius * n), b = g->Vertex(i + 1 < g->Count ? i + 1 : 0) + (g->Radius * n);
            float towards = Vec2.Dot(way, n);
            if (towards >= 0f) continue;
            float t = Vec2.Dot(a - origin, n) / towards;
            if (t < 0f || t > best) continue;
            Vec2 edge = b - a, at = origin + (t * way) - a;
            float u = Vec2.Dot(at, edge);
            if (u < 0f || u > edge.LengthSquared) continue;
            (best, normal, isHit) = (t, n, true);
        }

        for (int i = 0; g->Radius > 0f && i < g->Count; i++)
        {
            if (!Disc(g->Vertex(i), g->Radius, origin, way, best, out float t)) continue;
            (best, normal, isHit) = (t, (origin + (t * way) - g->Vertex(i)).Normalized(), true);
        }

        fraction = best;
        return isHit;
    }

    // Cut to the inside of one side after the other: no ray slips through where two sides meet.
    private static bool Clip(Geometry* g, Vec2 origin, Vec2 way, float maxFraction, out float fraction, out Vec2 normal)
    {
        float enter = 0f, leave = maxFraction;
        (fraction, normal) = (0f, default);
        for (int i = 0; i < g->Count; i++)
        {
            Vec2 n = g->Normal(i);
            float towards = Vec2.Dot(way, n), room = Vec2.Dot(g->Vertex(i) - origin, n);
            if (towards == 0f)
            {
                if (room < 0f) return false;
                continue;
            }

            float t = room / towards;
            if (towards > 0f) leave = Scalar.Min(leave, t);
            else if (t > enter) (enter, normal) = (t, n);
            if (leave < enter) return false;
        }

        fraction = enter;
        return normal != default;
    }

    public static bool IsInside(Geometry* g, Vec2 point) => DistanceTo(g, point, out _) <= 0f;

    /// <summary>Distance to the surface; at most 0 inside, where the nearest point is the point itself.</summary>
    public static float DistanceTo(Geometry* g, Vec2 point, out Vec2 nearest)
    {
        nearest = g->Vertex(0);
        if (g->Count > 2)
        {
            bool isInside = true;
            for (int i = 0; i < g->Count; i++) isInside &= Vec2.Dot(g->Normal(i), point - g->Vertex(i)) <= 0f;
            if (isInside)
            {
                nearest = point;
                return 0f;
            }
        }

        float best = Vec2.Distance(nearest, point);
        for (int i = 0; g->Count > 1 && i < g->Count; i++)
        {
            Vec2 a = g->Vertex(i), edge = g->Vertex(i + 1 < g->Count ? i + 1 : 0) - a;
            Vec2 on = a + (Scalar.Clamp(Vec2.Dot(point - a, edge) / edge.LengthSquared, 0f, 1f) * edge);
            float distance = Vec2.Distance(on, point);
            if (distance < best) (best, nearest) = (distance, on);
        }

        float gap = best - g->Radius;
        nearest = gap <= 0f ? point : nearest + (g->Radius / best * (point - nearest));
        return gap;
    }

    private static bool Disc(Vec2 center, float radius, Vec2 origin, Vec2 way, float best, out float t)
    {
        Vec2 s = origin - center;
        float a = way.LengthSquared, b = Vec2.Dot(s, way), c = s.LengthSquared - (radius * radius), root = (b * b) - (a * c);
        t = 0f;
        if (root < 0f || a <= 0f || b >= 0f) return false;
        t = -(b + MathF.Sqrt(root)) / a;
        return t >= 0f && t <= best;
    }
}
