using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Areas, masses, centres and moments against closed forms.</summary>
public sealed class MassTests
{
    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(3f, -1f)]
    [InlineData(500f, 300f)]
    public void A_box_weighs_its_area_and_turns_by_its_sides_wherever_it_is_on_its_body(float x, float y)
    {
        Body box = Of(Shape.Box(1f, 2f, new Vec2(x, y), 0.7f), new Surface { Density = 2f });
        Assert.Equal(16f, box.Mass, 1e-3f);
        Assert.Equal(16f * (4f + 16f) / 12f, box.Inertia, 1e-2f);
        Assert.Equal(x, box.LocalCenter.X, 1e-4f * (1f + MathF.Abs(x)));
        Assert.Equal(y, box.LocalCenter.Y, 1e-4f * (1f + MathF.Abs(y)));
    }

    [Fact]
    public void A_disc_a_capsule_and_a_triangle_are_those_of_the_formulas()
    {
        Body disc = Of(Shape.Circle(1.5f, new Vec2(-2f, 1f)));
        Assert.Equal(MathF.PI * 2.25f, disc.Mass, 1e-4f);
        Assert.Equal(0.5f * disc.Mass * 2.25f, disc.Inertia, 1e-3f);
        Body capsule = Of(Shape.Capsule(new Vec2(-1f, 0f), new Vec2(1f, 0f), 0.5f));
        // A box of 2 by 1 and two half discs, whose own centres lie 4 r / 3 π out from the box.
        float discs = MathF.PI * 0.25f, out1 = 4f * 0.5f / (3f * MathF.PI);
        float halves = discs * ((0.5f * 0.25f) - (out1 * out1) + ((1f + out1) * (1f + out1)));
        Assert.Equal(discs + 2f, capsule.Mass, 1e-4f);
        Assert.Equal(halves + (2f * (1f + 4f) / 12f), capsule.Inertia, 1e-3f);
        Body triangle = Of(Shape.Polygon([default, new Vec2(3f, 0f), new Vec2(0f, 3f)]));
        Assert.Equal(4.5f, triangle.Mass, 1e-4f);
        Assert.Equal(1f, triangle.LocalCenter.X, 1e-5f);
        Assert.Equal(4.5f * (9f + 9f) / 18f, triangle.Inertia, 1e-3f);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_regular_polygon_is_that_of_its_formula(int corners)
    {
        const float r = 2f;
        Body body = Of(Shape.Polygon([.. Enumerable.Range(0, corners).Select(i => r * (Rotation.FromAngle(MathF.Tau * i / corners) * new Vec2(1f, 0f)))]));
        float part = MathF.Tau / corners, area = 0.5f * corners * r * r * MathF.Sin(part);
        Assert.Equal(area, body.Mass, 1e-3f);
        Assert.Equal(area * r * r * (2f + MathF.Cos(part)) / 6f, body.Inertia, 1e-2f);
    }

    [Fact]
    public void Two_discs_on_one_body_turn_about_their_common_centre()
    {
        using World world = new();
        BodyId body = world.AddBody(new BodyDefinition { Position = new Vec2(10f, 0f), Angle = 1f });
        world.AddShape(body, Shape.Circle(0.5f, new Vec2(-1f, 0f)), new Surface { Density = 1f });
        world.AddShape(body, Shape.Circle(0.5f, new Vec2(2f, 0f)), new Surface { Density = 3f });
        float m = MathF.PI * 0.25f;
        Assert.Equal(4f * m, world[body].Mass, 1e-4f);
        Assert.Equal(1.25f, world[body].LocalCenter.X, 1e-5f);
        Assert.Equal((4f * m * 0.125f) + (m * 2.25f * 2.25f) + (3f * m * 0.75f * 0.75f), world[body].Inertia, 1e-3f);
        Assert.Equal(10f, world[body].Position.X, 1e-5f);
    }

    [Fact]
    public void What_has_no_weight_adds_none_and_what_nothing_pushes_has_none()
    {
        using World world = new();
        BodyId body = world.Add(Shape.Circle(1f), default), still = world.AddGround();
        float mass = world[body].Mass;
        world.AddShape(body, Shape.Circle(5f), new Surface { Density = 0f });
        Assert.Equal(mass, world[body].Mass);
        Assert.Equal(0f, world[still].Mass);
    }

    private static Body Of(Shape shape, Surface? surface = null)
    {
        World world = new();
        return world[world.Add(shape, default, surface)];
    }
}
