using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.App.Demos.Physics;

/// <summary>The room and what stands in it at first, in metres, y up. The room is the only static body.</summary>
internal static class PlaygroundScene
{
    public const float Width = 32f;
    public const float Height = 18f;

    /// <summary>Bodies at most, the room and its furniture among them.</summary>
    public const int MaxBodies = 240;

    private const float Wall = 2f;
    private const float Floor = 1.5f;
    private const float Ceiling = Height - 1.5f;

    public static WorldSettings Settings { get; } = new() { Seed = 2026, MaxBodies = 8 * MaxBodies };

    public static void Build(World world)
    {
        BodyId room = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        AddWall(world, room, Width / 2f, Floor - Wall, Width, Wall);
        AddWall(world, room, Width / 2f, Ceiling + Wall, Width, Wall);
        AddWall(world, room, -Wall + 0.25f, Height / 2f, Wall, Height);
        AddWall(world, room, Width + Wall - 0.25f, Height / 2f, Wall, Height);
        AddPool(world, room);
        AddPyramid(world, new Vec2(8.5f, Floor), 7, 0.45f);
        AddSeesaw(world, room, new Vec2(17f, Floor));
        AddBridge(world, room, new Vec2(3f, 11.5f), new Vec2(13f, 11.5f), 12);
        AddFan(world);
        for (int i = 0; i < 6; i++) AddBall(world, new Vec2(4.5f + (i * 1.4f), 13.2f), 0.35f + (0.06f * i), i);
    }

    public static BodyId AddBox(World world, Vec2 at, float halfWidth, float halfHeight, int color)
    {
        BodyId box = world.AddBody(new BodyDefinition { Position = at, UserData = (ulong)color });
        world.AddShape(box, Shape.Box(halfWidth, halfHeight));
        return box;
    }

    public static BodyId AddBall(World world, Vec2 at, float radius, int color)
    {
        BodyId ball = world.AddBody(new BodyDefinition { Position = at, UserData = (ulong)color });
        world.AddShape(ball, Shape.Circle(radius), new Surface { Restitution = 0.35f, Friction = 0.5f });
        return ball;
    }

    public static void AddPyramid(World world, Vec2 foot, int rows, float half)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < rows - row; i++)
            {
                if (world.BodyCount >= MaxBodies) return;
                float x = foot.X + ((i - ((rows - row - 1) / 2f)) * half * 2.1f);
                AddBox(world, new Vec2(x, foot.Y + half + (row * half * 2f)), half, half, row);
            }
        }
    }

    private static void AddWall(World world, BodyId room, float x, float y, float halfWidth, float halfHeight) =>
        world.AddShape(room, Shape.Box(halfWidth, halfHeight, new Vec2(x, y)));

    private static void AddPool(World world, BodyId room)
    {
        AddWall(world, room, 22.6f, Floor + 1.4f, 0.2f, 1.4f);
        world.AddRegion(new RegionDefinition
        {
            Shape = Shape.Box(4.5f, 1.2f),
            Pose = Pose.At(new Vec2(27.3f, Floor + 1.2f)),
            Effect = RegionEffect.Buoyancy,
            Strength = 2f,
            Damping = 1.5f,
        });
        for (int i = 0; i < 5; i++) AddBox(world, new Vec2(24.4f + (i * 1.3f), Floor + 3.4f), 0.4f, 0.3f, 4 + (i % 2));
        AddCapsule(world, new Vec2(27f, Floor + 5f), 0.8f, 0.28f, 2);
    }

    public static BodyId AddCapsule(World world, Vec2 at, float half, float radius, int color)
    {
        BodyId body = world.AddBody(new BodyDefinition { Position = at, UserData = (ulong)color });
        world.AddShape(body, Shape.Capsule(new Vec2(-half, 0f), new Vec2(half, 0f), radius));
        return body;
    }

    private static void AddSeesaw(World world, BodyId room, Vec2 foot)
    {
        Vec2 pivot = foot + new Vec2(0f, 1.1f);
        AddWall(world, room, pivot.X, foot.Y + 0.4f, 0.15f, 0.4f);
        BodyId plank = AddBox(world, pivot, 3.2f, 0.14f, 3);
        world.AddJoint(new HingeJoint { BodyA = room, BodyB = plank, AnchorA = pivot, HasLimit = true, LowerAngle = -0.35f, UpperAngle = 0.35f });
        AddBox(world, pivot + new Vec2(-2.6f, 0.6f), 0.4f, 0.4f, 1);
        AddBall(world, pivot + new Vec2(2.5f, 0.7f), 0.5f, 5);
    }

    private static void AddBridge(World world, BodyId room, Vec2 from, Vec2 to, int planks)
    {
        float half = (to.X - from.X) / planks / 2f;
        BodyId before = room;
        Vec2 anchor = from;
        for (int i = 0; i < planks; i++)
        {
            BodyId plank = AddCapsule(world, new Vec2(from.X + (((2 * i) + 1) * half), from.Y), half - 0.12f, 0.12f, 3);
            world.AddJoint(new HingeJoint { BodyA = before, BodyB = plank, AnchorA = anchor, AnchorB = new Vec2(-half, 0f) });
            (before, anchor) = (plank, new Vec2(half, 0f));
        }

        world.AddJoint(new HingeJoint { BodyA = before, BodyB = room, AnchorA = anchor, AnchorB = to });
    }

    private static void AddFan(World world) => world.AddRegion(new RegionDefinition
    {
        Shape = Shape.Box(1.6f, 4f),
        Pose = Pose.At(new Vec2(29f, 11f)),
        Effect = RegionEffect.Wind,
        Vector = new Vec2(-9f, 3f),
        Strength = 1.2f,
    });
}
