using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>What regions do, against closed forms; a region acts from the step after it found its visitors.</summary>
public sealed class RegionTests
{
    [Theory]
    [InlineData(RegionEffect.UniformGravity, 3f, 0f, 3f)]
    [InlineData(RegionEffect.Conveyor, 2f, 0f, 1.729f)]
    [InlineData(RegionEffect.Wind, 2f, 0f, 1.440f)]
    public void A_field_speeds_a_body_up_by_its_law(RegionEffect effect, float x, float y, float speed)
    {
        // Conveyor: v (1 − e^−2t). Wind: the disc is 1 m wide and weighs π/4 kg, so its rate is 4/π a second.
        using World world = new(new WorldSettings { Gravity = default });
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(50f, 50f), Effect = effect, Vector = new Vec2(x, y), Strength = effect == RegionEffect.Wind ? 1f : 2f });
        BodyId body = world.Add(Shape.Circle(0.5f), default);
        world.Step();
        for (int i = 0; i < 60; i++) world.Step();
        Assert.Equal(speed, world[body].LinearVelocity.X, 0.04f);
        Assert.Equal(0f, world[body].LinearVelocity.Y, 1e-4f);
    }

    [Fact]
    public void Drag_takes_speed_away_exponentially_and_slow_time_passes_slowly()
    {
        using World world = new(new WorldSettings { Gravity = default });
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(50f, 5f), Effect = RegionEffect.Drag, Strength = 1f });
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(50f, 5f), Pose = Pose.At(new Vec2(0f, 20f)), Effect = RegionEffect.TimeScale, Strength = 0.5f });
        BodyId dragged = world.Add(Shape.Circle(0.5f), default), slowed = world.Add(Shape.Circle(0.5f), new Vec2(0f, 20f));
        world.Step();
        (Body a, Body b) = (world[dragged], world[slowed]);
        a.LinearVelocity = b.LinearVelocity = new Vec2(4f, 0f);
        for (int i = 0; i < 60; i++) world.Step();
        Assert.Equal(4f * MathF.Exp(-1f), a.LinearVelocity.X, 0.03f);
        Assert.Equal(2f, b.Position.X, 0.02f);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.5f)]
    public void A_vortex_speeds_a_body_up_across_the_way_to_its_middle(float falloff)
    {
        using World world = new(new WorldSettings { Gravity = default, SubSteps = 16 });
        world.AddRegion(new RegionDefinition { Shape = Shape.Circle(10f), Effect = RegionEffect.Vortex, Strength = 6f, Falloff = falloff });
        BodyId body = world.Add(Shape.Circle(0.01f), new Vec2(5f, 0f)), rod = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        // Held at its distance, it gains 6 m/s² less what falloff takes half-way out: v = a t, and its angle is a t² / 2 r.
        world.AddJoint(new HingeJoint { BodyA = rod, BodyB = body, AnchorB = new Vec2(-5f, 0f) });
        world.Step();
        world.Run(60);
        float a = 6f * (1f - (0.5f * falloff));
        Assert.Equal(a, world[body].LinearVelocity.Length, 0.03f * a);
        Assert.Equal(a / 10f, Trigonometry.Atan2(world[body].Position.Y, world[body].Position.X), 0.05f * a / 10f);
    }

    [Fact]
    public void A_body_circles_a_point_of_gravity()
    {
        using World world = new(new WorldSettings { SubSteps = 16 });
        world.AddRegion(new RegionDefinition { Shape = Shape.Circle(20f), Effect = RegionEffect.PointGravity, Strength = 5f, Exclusive = true });
        BodyId body = world.Add(Shape.Circle(0.5f), new Vec2(5f, 0f));
        world.Step();
        Body moon = world[body];
        moon.Pose = Pose.At(new Vec2(5f, 0f));
        moon.LinearVelocity = new Vec2(0f, 5f);
        for (int i = 0; i < 377; i++)
        {
            world.Step();
            Assert.Equal(5f, moon.Position.Length, 0.3f);
        }
    }

    [Fact]
    public void The_highest_priority_of_a_kind_acts_alone_and_falloff_is_linear()
    {
        using World world = new(new WorldSettings { Gravity = default });
        world.AddRegion(new RegionDefinition { Shape = Shape.Circle(10f), Effect = RegionEffect.UniformGravity, Vector = new Vec2(100f, 0f) });
        world.AddRegion(new RegionDefinition { Shape = Shape.Circle(10f), Effect = RegionEffect.UniformGravity, Vector = new Vec2(0f, 6f), Priority = 1, Falloff = 1f });
        BodyId body = world.Add(Shape.Circle(0.5f), new Vec2(5f, 0f));
        world.Step();
        world.Step();
        Assert.Equal(0f, world[body].LinearVelocity.X, 1e-5f);
        Assert.Equal(3f / 60f, world[body].LinearVelocity.Y, 1e-4f);
    }

    [Fact]
    public void Who_comes_stays_and_leaves_is_told_and_a_kill_zone_takes_what_comes()
    {
        using World world = new(new WorldSettings { Gravity = default });
        RegionId gate = world.AddRegion(new RegionDefinition { Shape = Shape.Box(1f, 1f), RaisesStay = true });
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(1f, 1f), Pose = Pose.At(new Vec2(10f, 0f)), Effect = RegionEffect.Kill });
        BodyId body = world.Add(Shape.Circle(0.5f), new Vec2(-5f, 0f));
        Body thrown = world[body];
        thrown.LinearVelocity = new Vec2(10f, 0f);
        List<WorldEventKind> told = [];
        world.Happened += (World _, in WorldEvent e) =>
        {
            if (e.Region == gate || e.Kind == WorldEventKind.BodyRemoved) told.Add(e.Kind);
        };
        for (int i = 0; i < 120; i++) world.Step();
        Assert.Equal(WorldEventKind.RegionEntered, told[0]);
        Assert.Equal([WorldEventKind.RegionLeft, WorldEventKind.BodyRemoved], told[^2..]);
        Assert.InRange(told.Count(kind => kind == WorldEventKind.RegionStayed), 16, 19);
        Assert.False(world.Contains(body));
    }
}
