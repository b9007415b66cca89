using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Collision;

/// <summary>Two circles; the second is given in the frame of the first.</summary>
internal static class CircleCircle
{
    public static void Collide(in Geometry a, in Geometry b, ref ManifoldRow manifold)
    {
        Vec2 pa = a.Vertex(0), pb = b.Vertex(0);
        Vec2 normal = (pb - pa).Normalized(out float distance);
        if (distance < 1e-12f) normal = new Vec2(0f, 1f);
        float separation = distance - a.Radius - b.Radius;
        if (separation > Limits.Speculative) return;
        manifold.Normal = normal;
        manifold.Add(0.5f * (pa + (a.Radius * normal) + pb - (b.Radius * normal)), separation, 0);
    }
}
