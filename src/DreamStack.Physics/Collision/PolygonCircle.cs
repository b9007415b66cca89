using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Collision;

/// <summary>An outline of two or more vertices against a circle, which is given in the outline's frame.</summary>
internal static class PolygonCircle
{
    public static void Collide(in Geometry a, in Geometry b, ref ManifoldRow manifold)
    {
        Vec2 center = b.Vertex(0);
        int side = 0;
        float best = float.MinValue;
        for (int i = 0; i < a.Count; i++)
        {
            float s = Vec2.Dot(a.Normal(i), center - a.Vertex(i));
            if (s > best) (best, side) = (s, i);
        }

        float radii = a.Radius + b.Radius;
        if (best > radii + Limits.Speculative) return;
        Vec2 v1 = a.Vertex(side), v2 = a.Vertex(side + 1 < a.Count ? side + 1 : 0);
        Vec2 normal = a.Normal(side), on = v1;
        float distance = best;
        if (best > 1e-6f || a.Count == 2)
        {
            Vec2 edge = v2 - v1;
            float u = Vec2.Dot(center - v1, edge), whole = edge.LengthSquared;
            if (u <= 0f || u >= whole)
            {
                on = u <= 0f ? v1 : v2;
                Vec2 away = (center - on).Normalized(out distance);
                if (distance > radii + Limits.Speculative) return;
                if (distance > 1e-6f) normal = away;
            }
        }

        Vec2 surfaceA = center - ((distance - a.Radius) * normal), surfaceB = center - (b.Radius * normal);
        manifold.Normal = normal;
        manifold.Add(0.5f * (surfaceA + surfaceB), distance - radii, 0);
    }
}
