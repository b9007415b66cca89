using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>What sleeps wakes when what it lies on or in is no longer what it fell asleep on or in.</summary>
public sealed class WakingTests
{
    [Theory]
    [InlineData(2f, 0f)]
    [InlineData(0f, 0.5f)]
    public void A_sleeper_on_a_lift_goes_with_it_when_that_starts_to_move(float speed, float spin)
    {
        using World world = new();
        BodyId lift = world.AddBody(new BodyDefinition { Kind = BodyKind.Kinematic });
        world.AddShape(lift, Shape.Box(3f, 0.5f, new Vec2(0f, -0.5f)));
        BodyId low = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f)), high = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 1.5f));
        world.Run(120);
        Assert.Equal(0, world.AwakeCount);

        Body moved = world[lift];
        if (speed != 0f) moved.LinearVelocity = new Vec2(0f, speed);
        else moved.AngularVelocity = spin;
        world.Run(60);

        Assert.True(world[low].IsAwake && world[high].IsAwake);
        if (speed != 0f) Assert.Equal(speed + 0.5f, world[low].Position.Y, 0.05f);
        else Assert.Equal(spin, world[low].Angle, 0.1f);
    }

    [Fact]
    public void A_sleeper_that_hangs_on_a_hook_goes_with_it_when_that_starts_to_move()
    {
        using World world = new();
        BodyId hook = world.AddBody(new BodyDefinition { Kind = BodyKind.Kinematic });
        BodyId load = world.Add(Shape.Circle(0.5f), new Vec2(0f, -2f));
        world.AddJoint(new DistanceJoint { BodyA = hook, BodyB = load, Length = 2f });
        world.Run(120);
        Assert.False(world[load].IsAwake);
        Body moved = world[hook];
        moved.LinearVelocity = new Vec2(0f, 1f);
        world.Run(60);
        Assert.Equal(-1f, world[load].Position.Y, 0.05f);
    }

    [Theory]
    [InlineData(RegionEffect.UniformGravity)]
    [InlineData(RegionEffect.Wind)]
    [InlineData(RegionEffect.Conveyor)]
    [InlineData(RegionEffect.Vortex)]
    public void A_field_that_comes_over_a_sleeper_moves_it(RegionEffect effect)
    {
        using World world = new();
        world.AddGround();
        BodyId box = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f));
        world.Run(120);
        Assert.False(world[box].IsAwake);
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(5f, 5f), Pose = Pose.At(new Vec2(0f, -2f)), Effect = effect, Vector = new Vec2(30f, 0f), Strength = 30f });
        world.Run(60);
        Assert.True(MathF.Abs(world[box].Position.X) > 1f, $"It is at {world[box].Position}.");
    }

    [Fact]
    public void A_sensor_that_comes_over_a_sleeper_lets_it_sleep_and_tells_of_it()
    {
        using World world = new();
        world.AddGround();
        BodyId box = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f));
        world.Run(120);
        RegionId sensor = world.AddRegion(new RegionDefinition { Shape = Shape.Box(5f, 5f) });
        world.Step();
        Span<BodyId> found = stackalloc BodyId[4];
        Assert.Equal((1, box, false), (world.CopyVisitors(sensor, found), found[0], world[box].IsAwake));
    }

    [Fact]
    public void A_sleeper_wakes_when_its_support_is_taken_away_or_put_elsewhere()
    {
        foreach (bool isRemoved in (bool[])[true, false])
        {
            using World world = new();
            BodyId ground = world.AddGround(), box = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f));
            world.Run(120);
            Assert.False(world[box].IsAwake);
            Body support = world[ground];
            if (isRemoved) world.RemoveBody(ground);
            else support.Pose = Pose.At(new Vec2(0f, -20f));
            world.Run(60);
            Assert.True(world[box].Position.Y < -3f);
        }
    }
}
