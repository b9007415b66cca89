using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>What a body's own settings do to its motion.</summary>
public sealed class DampingTests
{
    [Fact]
    public void Damping_takes_speed_and_spin_away_exponentially()
    {
        using World world = new(new WorldSettings { Gravity = default });
        BodyId body = world.AddBody(new BodyDefinition { LinearVelocity = new Vec2(3f, 0f), AngularVelocity = 2f, LinearDamping = 1f, AngularDamping = 0.5f });
        world.AddShape(body, Shape.Box(0.5f, 0.5f));
        world.Run(120);
        Assert.Equal(3f * MathF.Exp(-2f), world[body].LinearVelocity.X, 0.01f);
        Assert.Equal(2f * MathF.Exp(-1f), world[body].AngularVelocity, 0.01f);
    }

    [Fact]
    public void Gravity_acts_by_its_scale_and_can_be_turned()
    {
        using World world = new();
        BodyId[] bodies = [.. new[] { 1f, 0f, -0.5f }.Select(scale => world.AddBody(new BodyDefinition { GravityScale = scale }))];
        world.Run(30);
        Assert.Equal([-5f, 0f, 2.5f], bodies.Select(id => MathF.Round(world[id].LinearVelocity.Y, 3)));
        world.Gravity = new Vec2(4f, 0f);
        world.Run(60);
        Assert.Equal([4f, 0f, -2f], bodies.Select(id => MathF.Round(world[id].LinearVelocity.X, 3)));
    }

    [Fact]
    public void A_body_whose_rotation_is_locked_does_not_turn_and_one_that_is_not_does()
    {
        foreach (bool isLocked in (bool[])[true, false])
        {
            using World world = new();
            BodyId body = world.AddBody(new BodyDefinition { IsRotationLocked = isLocked });
            world.AddShape(body, Shape.Box(0.5f, 0.5f));
            world[body].ApplyImpulse(new Vec2(0f, 1f), new Vec2(0.5f, 0f));
            world.Run(30);
            // An impulse of 1 N s half a metre from the centre of a square of 1 kg: 0.5 / (1/6) = 3 radians a second.
            Assert.Equal(isLocked ? 0f : 3f, world[body].AngularVelocity, 1e-3f);
        }
    }

    [Fact]
    public void A_force_acts_for_one_step_and_a_torque_too()
    {
        using World world = new(new WorldSettings { Gravity = default });
        BodyId body = world.Add(Shape.Box(0.5f, 0.5f), default);
        world[body].ApplyForce(new Vec2(60f, 0f));
        world[body].ApplyTorque(10f);
        world.Run(10);
        Assert.Equal(1f, world[body].LinearVelocity.X, 1e-4f);
        Assert.Equal(1f, world[body].AngularVelocity, 1e-3f);
    }

    [Fact]
    public void The_greatest_forces_that_are_taken_still_go_where_they_point()
    {
        using World world = new(new WorldSettings { Gravity = default });
        BodyId body = world.Add(Shape.Circle(1e-3f), default, new Surface { Density = 1e-6f });
        for (int i = 0; i < 3; i++) world[body].ApplyForce(new Vec2(1e18f, 1e18f), new Vec2(1f, 0f));
        world.Step();
        // As fast as a step allows.
        Assert.Equal(4000f, world[body].LinearVelocity.Length, 1f);
        Assert.Equal(world[body].LinearVelocity.X, world[body].LinearVelocity.Y, 1f);
        world[body].ApplyImpulse(new Vec2(-1e18f, 0f), new Vec2(0f, 1f));
        world.Step();
        Assert.True(world[body].LinearVelocity.X < -3000f);
        Assert.True(float.IsFinite(world[body].Position.X) && float.IsFinite(world[body].Angle));
    }
}
