using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Circles, capsules and polygons that fall on slopes and a chain, and are taken away below and from the heap.</summary>
public sealed class Rain : PhysicsScene
{
    private const float Floor = -8f;
    private const int Most = 80;

    protected override void Build(World world)
    {
        BodyId slopes = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(slopes, Shape.Box(6f, 0.2f, new Vec2(-6f, 4f), -0.3f));
        world.AddShape(slopes, Shape.Box(6f, 0.2f, new Vec2(6f, 0f), 0.3f));
        world.AddShape(slopes, Shape.Segment(new Vec2(-12f, -2f), new Vec2(-2f, -4f)));
        Vec2[] hills = [.. Enumerable.Range(0, 12).Select(i => new Vec2(12f - (2f * i), -6f + ((i % 3) * 0.5f)))];
        world.AddChain(slopes, hills, isLoop: false);
    }

    protected override void BeforeStep(World world, long step)
    {
        Span<BodyId> bodies = stackalloc BodyId[512];
        int count = world.CopyBodies(bodies);
        for (int i = 0; i < count; i++)
        {
            if (world[bodies[i]].Position.Y < Floor) world.RemoveBody(bodies[i]);
        }

        // From then on one goes for each that comes, from anywhere in the heap.
        BodyId taken = bodies[1 + (int)(world.NextRandom() * (count - 1))];
        if (count > Most && world.Contains(taken)) world.RemoveBody(taken);

        Vec2 at = new((world.NextRandom() * 16f) - 8f, 10f);
        float size = 0.2f + (0.2f * world.NextRandom());
        Shape shape = (step % 3) switch
        {
            0 => Shape.Circle(size),
            1 => Shape.Capsule(new Vec2(-size, 0f), new Vec2(size, 0f), 0.6f * size),
            _ => Shape.Polygon([new Vec2(-size, -size), new Vec2(size, -size), new Vec2(0f, size)], 0.05f),
        };
        Add(world, shape, at, world.NextRandom() * 6f, new Vec2(0f, -5f), new Surface { Restitution = 0.2f });
    }
}
