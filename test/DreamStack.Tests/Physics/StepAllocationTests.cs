using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>What a step takes from the heap, counted.</summary>
public sealed class StepAllocationTests
{
    private const int Steps = 200;

    [Fact]
    public void A_steady_step_allocates_nothing()
    {
        using World world = Make();
        for (int i = 0; i < 300; i++) world.Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Steps; i++) world.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(world.ContactCount > 50);
    }

    [Fact]
    public void A_step_under_churn_allocates_at_most_a_kilobyte()
    {
        using World world = Make();
        BodyDefinition definition = new() { Position = new Vec2(0.3f, 14f), LinearVelocity = new Vec2(1f, -5f) };
        Shape shape = Shape.Circle(0.3f);
        Queue<BodyId> fallen = new(64);
        for (int i = 0; i < 300; i++) Churn();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Steps; i++) Churn();
        long step = (GC.GetAllocatedBytesForCurrentThread() - before) / Steps;
        Assert.True(step <= 1024, $"{step} bytes a step.");

        void Churn()
        {
            BodyId body = world.AddBody(definition);
            world.AddShape(body, shape);
            fallen.Enqueue(body);
            if (fallen.Count > 40) world.RemoveBody(fallen.Dequeue());
            world.Step();
        }
    }

    [Fact]
    public void Bodies_that_are_removed_from_a_region_cost_nothing()
    {
        using World world = Make();
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(40f, 40f), Effect = RegionEffect.Drag, Strength = 0.1f });
        world.Run(300);
        Span<BodyId> bodies = stackalloc BodyId[64];
        int count = world.CopyBodies(bodies);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i < count; i++) world.RemoveBody(bodies[i]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static World Make()
    {
        World world = new(new WorldSettings { MaySleep = false });
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(ground, Shape.Box(50f, 1f, new Vec2(0f, -1f)));
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(3f, 3f), Effect = RegionEffect.Drag, Strength = 0.1f, RaisesStay = true });
        for (int row = 0; row < 8; row++)
        {
            for (int i = 0; i < 8 - row; i++)
            {
                BodyId box = world.AddBody(new BodyDefinition { Position = new Vec2(i + (0.5f * row) - 4f, 0.5f + row) });
                world.AddShape(box, Shape.Box(0.5f, 0.5f));
            }
        }

        return world;
    }
}
