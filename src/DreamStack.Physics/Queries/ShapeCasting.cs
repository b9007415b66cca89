using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Queries;

/// <summary>A moving outline against one that stands, by steps no longer than the gap allows.</summary>
internal static unsafe class ShapeCasting
{
    private const int MaxRounds = 64;
    private const float Tolerance = 1e-4f;

    public static bool Cast(Geometry* moving, Pose start, Vec2 way, Geometry* still, Pose pose, float maxFraction, out float fraction, out Vec2 point, out Vec2 normal)
    {
        (fraction, normal, point) = (0f, default, start.Position);
        float radii = moving->Radius + still->Radius;
        for (int round = 0; round < MaxRounds; round++)
        {
            OutlineDistance d = OutlineDistance.Between(still, pose, moving, new Pose(start.Position + (fraction * way), start.Rotation));
            float gap = d.Distance - radii;
            if (gap <= Tolerance)
            {
                if (fraction > 0f) normal = d.Normal;
                point = d.PointA + (still->Radius * d.Normal);
                return true;
            }

            float closing = -Vec2.Dot(d.Normal, way);
            if (closing <= 0f) return false;
            fraction += (gap - (0.5f * Tolerance)) / closing;
            if (fraction > maxFraction) return false;
            normal = d.Normal;
        }

        return false;
    }
}
