using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Constraints against closed forms.</summary>
public sealed class JointBehaviourTests
{
    [Fact]
    public void A_mouse_holds_a_load_at_its_target_by_a_spring_of_its_frequency()
    {
        using World world = new();
        (BodyId hook, BodyId load) = Pair(world, new Vec2(2f, 3f));
        world.AddJoint(new MouseJoint { BodyA = hook, BodyB = load, Target = new Vec2(5f, 4f), Hertz = 2f });
        for (int i = 0; i < 600; i++) world.Step();
        // The spring's stiffness is m ω², so the weight m g pulls it down by g / ω².
        float omega = 2f * MathF.PI * 2f;
        Assert.Equal(5f, world[load].Position.X, 0.01f);
        Assert.Equal(4f - (10f / (omega * omega)), world[load].Position.Y, 0.01f);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(100f)]
    public void A_motor_speeds_up_by_its_force_until_its_speed(float force)
    {
        using World world = new(new WorldSettings { Gravity = default });
        (BodyId ground, BodyId cart) = Pair(world, default);
        world.AddJoint(new MotorJoint { BodyA = ground, BodyB = cart, LinearVelocity = new Vec2(3f, 0f), AngularVelocity = 2f, MaxForce = force, MaxTorque = 0.1f });
        for (int i = 0; i < 60; i++) world.Step();
        Assert.Equal(MathF.Min(3f, force / world[cart].Mass), world[cart].LinearVelocity.X, 0.02f);
        Assert.Equal(MathF.Min(2f, 0.1f / world[cart].Inertia), world[cart].AngularVelocity, 0.02f);
    }

    [Fact]
    public void A_load_on_a_springy_slider_swings_about_where_its_weight_pulls_it()
    {
        using World world = new(new WorldSettings { SubSteps = 16 });
        (BodyId hook, BodyId load) = Pair(world, default);
        world.AddJoint(new SliderJoint { BodyA = hook, BodyB = load, Axis = new Vec2(0f, 1f), Hertz = 1f });
        float omega = 2f * MathF.PI, lowest = 0f;
        for (int i = 0; i < 60; i++)
        {
            world.Step();
            lowest = MathF.Min(lowest, world[load].Position.Y);
            if (i == 29) Assert.Equal(-2f * 10f / (omega * omega), world[load].Position.Y, 0.03f);
        }

        Assert.Equal(-2f * 10f / (omega * omega), lowest, 0.03f);
        Assert.Equal(0f, world[load].Position.Y, 0.05f);
        Assert.Equal(0f, world[load].Position.X, 0.001f);
    }

    [Theory]
    [InlineData(9f, true)]
    [InlineData(21f, false)]
    public void A_weld_breaks_under_less_than_the_torque_and_not_under_twice_what_it_is_suddenly_given(float bears, bool breaks)
    {
        using World world = new();
        (BodyId wall, BodyId load) = Pair(world, new Vec2(1f, 0f));
        // A load that is let go suddenly pulls with up to twice its 10 N m.
        JointId weld = world.AddJoint(new WeldJoint { BodyA = wall, BodyB = load, AnchorB = new Vec2(-1f, 0f), BreakTorque = bears });
        for (int i = 0; i < 60; i++) world.Step();
        Assert.Equal(!breaks, world.Contains(weld));
    }

    [Fact]
    public void A_box_slides_over_the_joints_of_a_chain_as_over_one_plane()
    {
        using World world = new();
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        Surface smooth = new() { Friction = 0f };
        world.AddChain(ground, [.. Enumerable.Range(0, 60).Select(i => new Vec2(50f - i, 0f))], isLoop: false, smooth);
        BodyId box = world.AddBody(new BodyDefinition { Position = new Vec2(-5f, 0.5f), LinearVelocity = new Vec2(10f, 0f) });
        world.AddShape(box, Shape.Box(0.5f, 0.5f), smooth);
        for (int i = 0; i < 240; i++)
        {
            world.Step();
            Assert.Equal(0.5f, world[box].Position.Y, 0.02f);
        }

        Assert.Equal(10f, world[box].LinearVelocity.X, 0.01f);
        Assert.Equal(35f, world[box].Position.X, 0.05f);
    }

    [Fact]
    public void Two_bodies_that_nothing_can_push_take_no_constraint()
    {
        using World world = new();
        BodyId a = world.AddBody(new BodyDefinition { Kind = BodyKind.Static }), b = world.AddBody(new BodyDefinition { Kind = BodyKind.Kinematic });
        Assert.Throws<ArgumentException>(() => world.AddJoint(new WeldJoint { BodyA = a, BodyB = b }));
        Assert.Equal(0, world.JointCount);
    }

    // The second weighs one kilogram.
    private static (BodyId Still, BodyId Load) Pair(World world, Vec2 at)
    {
        BodyId still = world.AddBody(new BodyDefinition { Kind = BodyKind.Static }), load = world.AddBody(new BodyDefinition { Position = at, MaySleep = false });
        world.AddShape(load, Shape.Box(0.5f, 0.5f));
        return (still, load);
    }
}
