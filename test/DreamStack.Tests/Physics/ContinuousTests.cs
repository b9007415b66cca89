using DreamStack.Physics.Bodies;
using DreamStack.Physics.Worlds;
using DreamStack.Physics.Scenes;
using Xunit;

namespace DreamStack.Tests.Physics;

public sealed class ContinuousTests
{
    [Fact]
    public void No_bullet_of_a_thousand_passes_a_wall_of_two_centimetres()
    {
        PhysicsScene scene = new Bullets();
        using World world = scene.Make(scene.Settings);
        BodyId[] bodies = new BodyId[world.BodyCount];
        Assert.Equal(1001, world.CopyBodies(bodies));
        for (int step = 0; step < 120; step++)
        {
            scene.Step(world);
            Assert.DoesNotContain(bodies[1..], id => world[id].Center.X > Bullets.Wall);
        }

    }

    [Fact]
    public void Without_it_they_would_pass()
    {
        PhysicsScene scene = new Bullets();
        using World world = scene.Make(scene.Settings with { IsContinuous = false });
        BodyId[] bodies = new BodyId[world.BodyCount];
        world.CopyBodies(bodies);
        for (int step = 0; step < 60; step++) scene.Step(world);
        Assert.True(bodies[1..].Count(id => world[id].Center.X > Bullets.Wall) > 500);
    }
}
