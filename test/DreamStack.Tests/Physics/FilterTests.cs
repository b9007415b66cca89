using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Queries;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Who touches whom, who is seen by whom.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData(1u, 1u, 0, 1u, 1u, 0, true)]
    [InlineData(1u, 2u, 0, 2u, 1u, 0, true)]
    [InlineData(1u, 2u, 0, 2u, 2u, 0, false)]
    [InlineData(1u, 1u, 0, 2u, 1u, 0, false)]
    [InlineData(1u, 0u, 7, 1u, 0u, 7, true)]
    [InlineData(1u, 1u, -7, 1u, 1u, -7, false)]
    [InlineData(1u, 1u, -7, 1u, 1u, -8, true)]
    [InlineData(1u, 1u, 7, 1u, 0u, 8, false)]
    public void A_ball_rests_on_a_floor_or_falls_through_it(uint category, uint mask, int group, uint otherCategory, uint otherMask, int otherGroup, bool touches)
    {
        using World world = new();
        BodyId floor = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(floor, Shape.Box(5f, 0.5f, new Vec2(0f, -0.5f)), new Surface { Filter = new Filter(category, mask, group) });
        BodyId ball = world.Add(Shape.Circle(0.5f), new Vec2(0f, 1f), new Surface { Filter = new Filter(otherCategory, otherMask, otherGroup) });
        world.Run(90);
        if (touches) Assert.Equal(0.5f, world[ball].Position.Y, 0.02f);
        else Assert.True(world[ball].Position.Y < -5f);
    }

    [Theory]
    [InlineData(1u, 2u, true)]
    [InlineData(1u, 1u, false)]
    [InlineData(4u, 2u, false)]
    public void A_query_sees_the_shapes_of_its_mask_that_see_its_category(uint category, uint mask, bool sees)
    {
        using World world = new();
        ShapeId shape = world.AddShape(world.AddBody(new BodyDefinition()), Shape.Circle(1f), new Surface { Filter = new Filter(2, 1, 0) });
        QueryFilter filter = new(category, mask);
        Span<ShapeId> shapes = stackalloc ShapeId[2];
        int expected = sees ? 1 : 0;
        Assert.Equal(expected, world.OverlapPoint(default, shapes, filter));
        Assert.Equal(expected, world.OverlapBounds(new Bounds(new Vec2(-1f, -1f), new Vec2(1f, 1f)), shapes, filter));
        Assert.Equal(expected, world.OverlapShape(Shape.Circle(0.1f), Pose.Identity, shapes, filter));
        Assert.Equal(sees, world.RayCast(new Vec2(-5f, 0f), new Vec2(10f, 0f), out RayHit hit, filter));
        Assert.Equal(sees, world.RayCastAny(new Vec2(-5f, 0f), new Vec2(10f, 0f), filter));
        Assert.Equal(sees, world.ShapeCast(Shape.Circle(0.1f), Pose.At(new Vec2(-5f, 0f)), new Vec2(10f, 0f), out RayHit cast, filter));
        Assert.Equal(sees, world.ClosestPoint(new Vec2(-5f, 0f), 10f, out NearHit near, filter));
        if (sees) Assert.Equal((shape, shape, shape), (hit.Shape, cast.Shape, near.Shape));
    }
}
