using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Regions;

/// <summary>A fluid below the top of a region: lifts by the area under the surface, at that area's middle.</summary>
internal static unsafe class Buoyancy
{
    public static void Act(World world, RegionRow* region, int body, float dt, ref BodyForce force)
    {
        float surface = region->Bounds.Upper.Y, area = 0f, whole = 0f;
        Vec2 moment = default;
        Pose pose = world.Bodies.PoseOf(body);
        // Where it is half a step on: a force held through the whole step would else feed the bobbing.
        pose = new Pose(pose.Position + (0.5f * dt * world.Bodies.Motions[body].Linear), pose.Rotation);
        for (int shape = world.Bodies.Links[body].FirstShape; shape >= 0; shape = world.Shapes.Shapes[shape].Next)
        {
            Geometry* g = world.Shapes.Outlines + world.Shapes.Shapes[shape].Geometry;
            (float part, Vec2 middle) = g->IsCircle ? Disc(*g, pose, surface) : Outline(*g, pose, surface);
            area += part;
            moment += part * middle;
            whole += ShapeMass.Of(*g, 1f).Mass;
        }

        if (area <= 0f) return;
        Vec2 at = (1f / area) * moment, center = world.Bodies.Poses[body].Center;
        BodyMass mass = world.Bodies.Masses[body];
        BodyMotion motion = world.Bodies.Motions[body];
        float wet = Scalar.Min(1f, area / Scalar.Max(whole, 1e-9f)), rate = Scalar.Min(wet * region->Damping, 1f / dt);
        Vec2 push = (-region->Strength * area * world.Gravity) - (rate * mass.Mass * motion.Linear);
        force.Linear += push;
        force.Torque += Vec2.Cross(at - center, -region->Strength * area * world.Gravity) - (rate * mass.Inertia * motion.Angular);
    }

    // A disc's segment below a line, by its angle.
    private static (float Area, Vec2 Middle) Disc(in Geometry g, Pose pose, float surface)
    {
        Vec2 center = pose * g.Vertex(0);
        float r = g.Radius, depth = surface - center.Y;
        if (depth >= r) return (MathF.PI * r * r, center);
        if (depth <= -r) return (0f, center);
        float half = MathF.Sqrt((r * r) - (depth * depth));
        float angle = Trigonometry.Atan2(half, -depth);
        float area = (r * r * angle) + (depth * half);
        return (area, new Vec2(center.X, center.Y - (2f * half * half * half / (3f * Scalar.Max(area, 1e-9f)))));
    }

    // The outline cut off at the surface; skins are left out.
    private static (float Area, Vec2 Middle) Outline(in Geometry g, Pose pose, float surface)
    {
        Vec2* cut = stackalloc Vec2[Geometry.MaxVertices + 2];
        int count = 0;
        for (int i = 0; i < g.Count; i++)
        {
            Vec2 a = pose * g.Vertex(i), b = pose * g.Vertex(i + 1 < g.Count ? i + 1 : 0);
            if (a.Y <= surface) cut[count++] = a;
            if ((a.Y <= surface) != (b.Y <= surface)) cut[count++] = Vec2.Lerp(a, b, (surface - a.Y) / (b.Y - a.Y));
        }

        float area = 0f;
        Vec2 weighted = default;
        for (int i = 1; i + 1 < count; i++)
        {
            float d = 0.5f * Vec2.Cross(cut[i] - cut[0], cut[i + 1] - cut[0]);
            area += d;
            weighted += (d / 3f) * (cut[0] + cut[i] + cut[i + 1]);
        }

        return area > 0f ? (area, (1f / area) * weighted) : (0f, default);
    }
}
