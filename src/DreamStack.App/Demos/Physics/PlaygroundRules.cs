using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.App.Demos.Physics;

/// <summary>
/// What each command does. It decides by the world and the command alone, so whoever runs the same commands has the same world; what
/// is no command, or would be too much, does nothing.
/// </summary>
internal static class PlaygroundRules
{
    private const int MaxRegions = 8;
    private const int MaxJoints = 120;
    private const float MaxDrag = 40f;
    private const int Colors = 6;

    public static void Apply(World world, ReadOnlySpan<byte> bytes)
    {
        if (!PlaygroundCommand.TryRead(bytes, out PlaygroundCommand command)) return;
        switch (command.Kind)
        {
            case CommandKind.Grab: Grab(world, command.Viewer, command[0]); break;
            case CommandKind.Drag: Drag(world, command.Viewer, command[0]); break;
            case CommandKind.Release: Release(world, command.Viewer); break;
            case CommandKind.ReleaseAll: Release(world, viewer: null); break;
            case CommandKind.Stack: PlaygroundScene.AddPyramid(world, Inside(command[0]), 4, 0.4f); break;
            case CommandKind.Drop: Drop(world, Inside(command[0])); break;
            case CommandKind.Plate or CommandKind.Wire: PlaygroundStrokes.Make(world, command, (int)(world.NextRandom() * Colors)); break;
            case CommandKind.Hinge: Pin(world, command[0]); break;
            case CommandKind.Region: AddRegion(world, command[0], command[1]); break;
            case CommandKind.Erase: Erase(world, command[0]); break;
            case CommandKind.Reset: Reset(world); break;
            case CommandKind.Kick: Kick(world); break;
        }
    }

    /// <summary>The room holds a point, so that nothing is made in a wall.</summary>
    public static Vec2 Inside(Vec2 point) => new(
        Math.Clamp(point.X, 1f, PlaygroundScene.Width - 1f), Math.Clamp(point.Y, 2f, PlaygroundScene.Height - 2.2f));

    private static void Grab(World world, uint viewer, Vec2 at)
    {
        Release(world, viewer);
        if (FindDynamic(world, at, out BodyId body, out _) == 0) return;
        Body held = world[body];
        world.AddJoint(new MouseJoint
        {
            BodyA = Room(world),
            BodyB = body,
            AnchorB = held.Pose.ToLocal(at),
            Target = at,
            Hertz = 5f,
            Damping = 0.7f,
            MaxForce = 400f * held.Mass,
            BodiesTouch = true,
            UserData = Mark(viewer),
        });
    }

    private static void Drag(World world, uint viewer, Vec2 to)
    {
        Span<JointId> joints = stackalloc JointId[2 * MaxJoints];
        int count = Math.Min(joints.Length, world.CopyJoints(joints));
        foreach (JointId joint in joints[..count])
        {
            if (world.Describe(joint).UserData == Mark(viewer)) world.SetTarget(joint, new Vec2(Math.Clamp(to.X, -MaxDrag, MaxDrag), Math.Clamp(to.Y, -MaxDrag, MaxDrag)));
        }
    }

    private static void Release(World world, uint? viewer)
    {
        Span<JointId> joints = stackalloc JointId[2 * MaxJoints];
        int count = Math.Min(joints.Length, world.CopyJoints(joints));
        foreach (JointId joint in joints[..count])
        {
            ulong mark = world.Describe(joint).UserData;
            if (viewer is { } one ? mark == Mark(one) : mark != 0) world.RemoveJoint(joint);
        }
    }

    private static void Drop(World world, Vec2 at)
    {
        if (world.BodyCount >= PlaygroundScene.MaxBodies) return;
        float kind = world.NextRandom();
        float size = 0.3f + (0.4f * world.NextRandom());
        int color = (int)(world.NextRandom() * Colors);
        if (kind < 0.3f) PlaygroundScene.AddBall(world, at, size, color);
        else if (kind < 0.55f) PlaygroundScene.AddBox(world, at, size, size * 0.7f, color);
        else if (kind < 0.75f) PlaygroundScene.AddCapsule(world, at, size, size * 0.45f, color);
        else AddPolygon(world, at, size * 1.2f, 5 + (int)(world.NextRandom() * 4f), color);
    }

    private static void AddPolygon(World world, Vec2 at, float radius, int corners, int color)
    {
        Span<Vec2> points = stackalloc Vec2[Shape.MaxVertices];
        points = points[..Math.Min(corners, Shape.MaxVertices)];
        for (int i = 0; i < points.Length; i++) points[i] = Rotation.FromAngle(2f * MathF.PI * i / points.Length) * new Vec2(radius, 0f);
        BodyId body = world.AddBody(new BodyDefinition { Position = at, UserData = (ulong)color });
        world.AddShape(body, Shape.Polygon(points));
    }

    private static void Pin(World world, Vec2 at)
    {
        int found = FindDynamic(world, at, out BodyId first, out BodyId second);
        if (found == 0 || world.JointCount >= MaxJoints) return;
        BodyId other = found > 1 ? second : Room(world);
        world.AddJoint(new HingeJoint { BodyA = other, BodyB = first, AnchorA = world[other].Pose.ToLocal(at), AnchorB = world[first].Pose.ToLocal(at) });
    }

    private static void AddRegion(World world, Vec2 a, Vec2 b)
    {
        Span<RegionId> regions = stackalloc RegionId[MaxRegions];
        int count = world.CopyRegions(regions);
        Vec2 half = 0.5f * (Vec2.Max(a, b) - Vec2.Min(a, b));
        if (count >= MaxRegions || half.X < 0.3f || half.Y < 0.3f || half.X > PlaygroundScene.Width || half.Y > PlaygroundScene.Height) return;
        RegionDefinition region = new() { Shape = Shape.Box(half.X, half.Y), Pose = Pose.At(0.5f * (a + b)) };
        world.AddRegion((count % 4) switch
        {
            0 => region with { Effect = RegionEffect.Buoyancy, Strength = 2f, Damping = 1.5f },
            1 => region with { Effect = RegionEffect.Wind, Vector = new Vec2(0f, 14f), Strength = 1.5f },
            2 => region with { Effect = RegionEffect.UniformGravity, Vector = default, Exclusive = true },
            _ => region with { Effect = RegionEffect.Drag, Strength = 4f },
        });
    }

    private static void Erase(World world, Vec2 at)
    {
        if (FindDynamic(world, at, out BodyId body, out _) > 0)
        {
            world.RemoveBody(body);
            return;
        }

        Span<RegionId> regions = stackalloc RegionId[MaxRegions];
        int count = Math.Min(regions.Length, world.CopyRegions(regions));
        for (int i = count - 1; i >= 0; i--)
        {
            Bounds bounds = world.Describe(regions[i]).Bounds;
            if (at.X < bounds.Lower.X || at.X > bounds.Upper.X || at.Y < bounds.Lower.Y || at.Y > bounds.Upper.Y) continue;
            world.RemoveRegion(regions[i]);
            return;
        }
    }

    private static void Reset(World world)
    {
        Span<BodyId> bodies = stackalloc BodyId[PlaygroundScene.MaxBodies + 16];
        int count = Math.Min(bodies.Length, world.CopyBodies(bodies));
        // The last row freed is the first taken: the room gets its own again, and lies behind everything.
        for (int i = count - 1; i >= 0; i--) world.RemoveBody(bodies[i]);
        Span<RegionId> regions = stackalloc RegionId[MaxRegions];
        count = Math.Min(regions.Length, world.CopyRegions(regions));
        foreach (RegionId region in regions[..count]) world.RemoveRegion(region);
        PlaygroundScene.Build(world);
    }

    private static void Kick(World world)
    {
        Span<BodyId> bodies = stackalloc BodyId[PlaygroundScene.MaxBodies + 16];
        int count = Math.Min(bodies.Length, world.CopyBodies(bodies));
        foreach (BodyId id in bodies[..count])
        {
            Body body = world[id];
            if (body.Kind == BodyKind.Dynamic) body.ApplyImpulse(body.Mass * new Vec2(8f * (world.NextRandom() - 0.5f), 5f + (4f * world.NextRandom())));
        }
    }

    /// <summary>The two topmost dynamic bodies at a point, the newest first; how many there are, up to two.</summary>
    private static int FindDynamic(World world, Vec2 at, out BodyId first, out BodyId second)
    {
        (first, second) = (default, default);
        Span<ShapeId> shapes = stackalloc ShapeId[32];
        int found = Math.Min(shapes.Length, world.OverlapPoint(at, shapes)), count = 0;
        for (int i = found - 1; i >= 0 && count < 2; i--)
        {
            BodyId body = world.BodyOf(shapes[i]);
            if (world[body].Kind != BodyKind.Dynamic || (count > 0 && body == first)) continue;
            if (count++ == 0) first = body;
            else second = body;
        }

        return count;
    }

    private static BodyId Room(World world)
    {
        Span<BodyId> bodies = stackalloc BodyId[PlaygroundScene.MaxBodies + 16];
        int count = Math.Min(bodies.Length, world.CopyBodies(bodies));
        foreach (BodyId body in bodies[..count])
        {
            if (world[body].Kind == BodyKind.Static) return body;
        }

        return default;
    }

    private static ulong Mark(uint viewer) => (1UL << 32) | viewer;
}
