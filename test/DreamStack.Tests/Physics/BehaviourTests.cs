using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Against closed forms of mechanics, not against what the world did before.</summary>
public sealed class BehaviourTests
{
    private const float G = 10f;

    [Fact]
    public void A_body_falls_as_the_square_of_time()
    {
        using World world = new();
        BodyId body = world.Add(Shape.Circle(0.5f), new Vec2(0f, 100f));
        world.Run(120);
        Assert.Equal(100f - (0.5f * G * 4f), world[body].Position.Y, 0.1f);
        Assert.Equal(-2f * G, world[body].LinearVelocity.Y, 0.01f);
    }

    [Fact]
    public void A_thrown_body_keeps_its_horizontal_speed()
    {
        using World world = new();
        BodyId body = world.AddBody(new BodyDefinition { LinearVelocity = new Vec2(7f, 9f), AngularVelocity = 1f });
        world.AddShape(body, Shape.Box(0.3f, 0.2f));
        world.Run(60);
        Assert.Equal(7f, world[body].Position.X, 0.001f);
        Assert.Equal(9f - (0.5f * G), world[body].Position.Y, 0.05f);
        Assert.Equal(1f, world[body].Angle, 0.001f);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(4f)]
    public void A_pendulum_swings_with_its_period(float length)
    {
        using World world = new(new WorldSettings { MaySleep = false, SubSteps = 8 });
        BodyId pivot = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        float start = 0.1f;
        BodyId bob = world.Add(Shape.Circle(0.05f), new Vec2(length * Trigonometry.Sin(start), -length * Trigonometry.Cos(start)));
        world.AddJoint(new HingeJoint { BodyA = pivot, BodyB = bob, AnchorB = -world[bob].Position });
        float inertia = 0.5f * 0.05f * 0.05f;
        float period = 2f * MathF.PI * MathF.Sqrt((inertia + (length * length)) / (G * length));
        Assert.Equal(period, Period(world, () => world[bob].Position.X), 0.02f * period);
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(2f)]
    public void A_spring_swings_with_its_frequency(float hertz)
    {
        using World world = new(new WorldSettings { Gravity = default, MaySleep = false, SubSteps = 16 });
        BodyId wall = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        BodyId body = world.AddBody(new BodyDefinition { Position = new Vec2(4f, 0f) });
        world.AddShape(body, Shape.Circle(0.3f));
        world.AddJoint(new DistanceJoint { BodyA = wall, BodyB = body, Length = 3f, IsSpring = true, Hertz = hertz });
        Assert.Equal(1f / hertz, Period(world, () => world[body].Position.X - 3f), 0.03f / hertz);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0f)]
    [InlineData(0.5f)]
    public void Two_discs_meet_by_the_law_of_restitution(float restitution)
    {
        using World world = new(new WorldSettings { Gravity = default });
        Surface surface = new() { Restitution = restitution, Friction = 0f };
        BodyId a = world.Add(Shape.Circle(0.5f), new Vec2(-3f, 0f), surface), b = world.Add(Shape.Circle(1f), new Vec2(3f, 0f), surface);
        (float ma, float mb) = (world[a].Mass, world[b].Mass);
        Assert.Equal(MathF.PI / 4f, ma, 1e-5f);
        Body bodyA = world[a], bodyB = world[b];
        bodyA.LinearVelocity = new Vec2(6f, 0f);
        bodyB.LinearVelocity = new Vec2(-2f, 0f);
        world.Run(90);
        float u = ((ma * 6f) - (mb * 2f)) / (ma + mb), apart = restitution * 8f;
        Assert.Equal(u - (apart * mb / (ma + mb)), world[a].LinearVelocity.X, 0.1f);
        Assert.Equal(u + (apart * ma / (ma + mb)), world[b].LinearVelocity.X, 0.1f);
        Assert.Equal((ma * 6f) - (mb * 2f), (ma * world[a].LinearVelocity.X) + (mb * world[b].LinearVelocity.X), 0.001f);
    }

    [Theory]
    [InlineData(0.5f, 0.45f, false)]
    [InlineData(0.5f, 0.55f, true)]
    [InlineData(0.2f, 0.15f, false)]
    [InlineData(0.2f, 0.25f, true)]
    public void A_box_slides_when_the_slope_is_steeper_than_the_friction_angle(float friction, float slope, bool slides)
    {
        using World world = new();
        float angle = Trigonometry.Atan2(slope, 1f);
        Surface surface = new() { Friction = friction };
        BodyId plane = world.AddBody(new BodyDefinition { Kind = BodyKind.Static, Angle = angle });
        world.AddShape(plane, Shape.Box(50f, 0.5f), surface);
        BodyId box = world.AddBody(new BodyDefinition { Position = Rotation.FromAngle(angle) * new Vec2(0f, 0.75f), Angle = angle });
        world.AddShape(box, Shape.Box(0.5f, 0.25f), surface);
        Vec2 start = world[box].Position;
        world.Run(240);
        float way = Vec2.Distance(start, world[box].Position);
        if (!slides) Assert.True(way < 0.05f, $"It slid {way} m.");
        else Assert.Equal(0.5f * 16f * G * (Trigonometry.Sin(angle) - (friction * Trigonometry.Cos(angle))), way, 0.1f * way);
    }

    [Fact]
    public void A_raft_floats_with_the_share_of_its_density_under_water()
    {
        using World world = new();
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(10f, 5f), Pose = Pose.At(new Vec2(0f, -5f)), Effect = RegionEffect.Buoyancy, Strength = 2f, Damping = 4f });
        BodyId raft = world.Add(Shape.Box(1f, 0.25f), new Vec2(0f, 0.5f), new Surface { Density = 0.5f });
        BodyId disc = world.Add(Shape.Circle(0.5f), new Vec2(4f, 0.5f), new Surface { Density = 1f });
        world.Run(900);
        Assert.Equal(0.25f - 0.125f, world[raft].Position.Y, 0.01f);
        Assert.Equal(0f, world[disc].Position.Y, 0.02f);
    }

    [Fact]
    public void A_stack_stands_for_a_thousand_seconds()
    {
        using World world = new(new WorldSettings { MaySleep = false });
        world.AddGround();
        BodyId[] boxes = [.. Enumerable.Range(0, 10).Select(i => world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f + i)))];
        world.Run(60_000);
        for (int i = 0; i < boxes.Length; i++)
        {
            Assert.Equal(0f, world[boxes[i]].Position.X, 0.05f);
            Assert.Equal(0.5f + i, world[boxes[i]].Position.Y, 0.1f);
        }
    }

    [Fact]
    public void A_hinge_holds_its_limits_and_its_place()
    {
        using World world = new();
        BodyId pivot = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        BodyId arm = world.AddBody(new BodyDefinition { Position = new Vec2(1f, 0f), AngularVelocity = 20f, LinearVelocity = new Vec2(0f, 20f) });
        world.AddShape(arm, Shape.Box(1f, 0.1f));
        JointId joint = world.AddJoint(new HingeJoint { BodyA = pivot, BodyB = arm, AnchorB = new Vec2(-1f, 0f), HasLimit = true, LowerAngle = -0.5f, UpperAngle = 0.7f });
        for (int i = 0; i < 600; i++)
        {
            world.Step();
            Assert.InRange(world.AngleOf(joint), -0.54f, 0.74f);
            Assert.InRange((world[arm].Pose * new Vec2(-1f, 0f)).Length, 0f, i < 60 ? 0.1f : 0.005f);
        }

        Assert.Equal(-0.5f, world.AngleOf(joint), 0.02f);
    }

    [Fact]
    public void A_constraint_breaks_under_more_than_it_bears_and_not_under_less()
    {
        foreach ((float bears, bool breaks) in new[] { (8f, true), (12f, false) })
        {
            using World world = new();
            BodyId hook = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
            BodyId load = world.AddBody(new BodyDefinition { Position = new Vec2(0f, -2f) });
            world.AddShape(load, Shape.Box(0.5f, 0.5f));
            JointId joint = world.AddJoint(new DistanceJoint { BodyA = hook, BodyB = load, Length = 2f, BreakForce = bears });
            world.Run(30);
            Assert.Equal(!breaks, world.Contains(joint));
        }
    }

    [Theory]
    [InlineData(2f, 0f)]
    [InlineData(0.5f, 1f)]
    public void A_weld_and_a_slider_hold_what_they_hold(float speed, float spin)
    {
        using World world = new(new WorldSettings { Gravity = default });
        BodyId rail = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        BodyId cart = world.Add(Shape.Box(0.5f, 0.5f), default);
        BodyId rider = world.Add(Shape.Box(0.2f, 0.2f), new Vec2(0f, 1f));
        world.AddJoint(new SliderJoint { BodyA = rail, BodyB = cart, HasLimit = true, Lower = -5f, Upper = 1.5f });
        world.AddJoint(new WeldJoint { BodyA = cart, BodyB = rider, AnchorA = new Vec2(0f, 1f) });
        Body body = world[cart];
        body.LinearVelocity = new Vec2(speed, speed);
        body.AngularVelocity = spin;
        for (int i = 0; i < 240; i++)
        {
            world.Step();
            Assert.InRange(world[cart].Position.X, -0.05f, 1.55f);
            Assert.Equal(0f, world[cart].Position.Y, 0.02f);
            Assert.Equal(0f, world[cart].Angle, 0.02f);
        }

        Assert.True(Vec2.Distance(new Vec2(0f, 1f), world[rider].Position - world[cart].Position) < 0.02f);
    }

    // Time between the first and the fifth fall through zero.
    private static float Period(World world, Func<float> value)
    {
        float last = value();
        double first = 0, now = 0;
        for (int crossings = 0; now < 60; now += 1 / 60.0)
        {
            world.Step();
            float next = value();
            if (last > 0f && next <= 0f)
            {
                double at = now + (last / (last - next) / 60.0);
                if (crossings++ == 0) first = at;
                if (crossings == 5) return (float)((at - first) / 4);
            }

            last = next;
        }

        return 0f;
    }
}
