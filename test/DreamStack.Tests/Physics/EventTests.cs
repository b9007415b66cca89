using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>What a world tells, in which order, and what may be done while it tells.</summary>
public sealed class EventTests
{
    [Fact]
    public void A_ball_that_lands_and_is_lifted_begins_hits_stays_and_ends()
    {
        using World world = new(new WorldSettings { RaisesStay = true });
        BodyId ground = Ground(world);
        BodyId ball = Add(world, Shape.Circle(0.5f), new Vec2(0f, 2f));
        List<WorldEventKind> kinds = [];
        float impulse = 0f;
        world.Happened += (World _, in WorldEvent e) =>
        {
            if (e.Kind is WorldEventKind.ContactBegan or WorldEventKind.ContactStayed or WorldEventKind.ContactEnded or WorldEventKind.Hit) kinds.Add(e.Kind);
            if (e.Kind == WorldEventKind.Hit)
            {
                impulse += e.Impulse;
                Assert.Equal(0f, e.Point.Y, 0.05f);
            }
        };
        for (int i = 0; i < 60; i++) world.Step();
        Body body = world[ball];
        body.Pose = Pose.At(new Vec2(0f, 5f));
        world.Step();
        Assert.Equal(WorldEventKind.ContactBegan, kinds[0]);
        Assert.Equal(WorldEventKind.ContactEnded, kinds[^1]);
        Assert.Single(kinds, WorldEventKind.ContactBegan);
        Assert.Single(kinds, WorldEventKind.ContactEnded);
        Assert.Single(kinds, WorldEventKind.Hit);
        Assert.True(kinds.Count(kind => kind == WorldEventKind.ContactStayed) > 20);
        // It falls 1.5 m and stops: what the ground gives is the momentum, and a little of its weight.
        float momentum = world[ball].Mass * MathF.Sqrt(2f * 10f * 1.5f);
        Assert.InRange(impulse, 0.2f * momentum, 1.2f * momentum);
        Assert.True(world.Contains(ground));
    }

    [Fact]
    public void A_step_begins_and_ends_its_list_but_for_what_was_done_before_it()
    {
        using World world = new();
        BodyId body = Add(world, Shape.Circle(0.5f), default);
        world.RemoveBody(body);
        world.Step();
        Assert.Equal([WorldEventKind.BodyAdded, WorldEventKind.BodyRemoved, WorldEventKind.StepBegan, WorldEventKind.StepEnded], [.. world.Events.ToArray().Select(e => e.Kind)]);
        Assert.Equal(body, world.Events[1].BodyA);
    }

    [Fact]
    public void A_body_falls_asleep_and_wakes_with_what_it_touches()
    {
        using World world = new();
        Ground(world);
        BodyId low = Add(world, Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f)), high = Add(world, Shape.Box(0.5f, 0.5f), new Vec2(0f, 1.5f));
        List<(WorldEventKind Kind, BodyId Body)> told = [];
        world.Happened += (World _, in WorldEvent e) =>
        {
            if (e.Kind is WorldEventKind.Slept or WorldEventKind.Woke) told.Add((e.Kind, e.BodyA));
        };
        for (int i = 0; i < 200; i++) world.Step();
        Assert.Equal([(WorldEventKind.Slept, low), (WorldEventKind.Slept, high)], told);
        world[high].Wake();
        world.Step();
        Assert.Equal([(WorldEventKind.Woke, high), (WorldEventKind.Woke, low)], told[2..]);
    }

    [Fact]
    public void A_platform_lets_through_from_below_and_bears_from_above()
    {
        using World world = new();
        BodyId platform = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        ShapeId plank = world.AddShape(platform, Shape.Box(5f, 0.1f), new Surface { AsksBeforeContact = true });
        BodyId ball = Add(world, Shape.Circle(0.3f), new Vec2(0f, -2f));
        Body body = world[ball];
        body.LinearVelocity = new Vec2(0f, 9f);
        world.BeforeContact = (World at, ShapeId first, ShapeId second, Vec2 normal) =>
        {
            Assert.True(at.Contains(first) && at.Contains(second));
            Vec2 up = first == plank ? normal : -normal;
            Assert.Throws<InvalidOperationException>(() => at.AddBody(new BodyDefinition()));
            return up.Y > 0.5f && at[ball].LinearVelocity.Y <= 0.01f && at[ball].Position.Y > 0.3f;
        };
        float highest = -2f;
        for (int i = 0; i < 240; i++)
        {
            world.Step();
            highest = MathF.Max(highest, world[ball].Position.Y);
        }

        Assert.Equal(-2f + (81f / 20f), highest, 0.2f);
        Assert.Equal(0.4f, world[ball].Position.Y, 0.02f);
    }

    [Fact]
    public void The_filter_is_not_asked_about_what_has_come_apart()
    {
        using World world = new();
        BodyId wall = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(wall, Shape.Box(1f, 1f), new Surface { AsksBeforeContact = true });
        BodyId ball = Add(world, Shape.Circle(0.5f), new Vec2(0f, 1.45f));
        int asked = 0;
        world.BeforeContact = (World _, ShapeId _, ShapeId _, Vec2 _) => ++asked > 0;
        world.Step();
        Assert.Equal(1, asked);
        Body body = world[ball];
        body.Pose = Pose.At(new Vec2(50f, 0f));
        world.Step();
        Assert.Equal(1, asked);
        Assert.Equal(0, world.ContactCount);
    }

    [Fact]
    public void The_world_may_be_changed_while_it_tells_and_tells_of_that_with_the_next_step()
    {
        (ulong, int) first = Churn(), second = Churn();
        Assert.Equal(first, second);
        Assert.True(first.Item2 > 30);
    }

    [Fact]
    public void A_step_within_an_event_is_refused()
    {
        using World world = new();
        int told = 0;
        world.Happened += (World at, in WorldEvent _) =>
        {
            told++;
            Assert.Throws<InvalidOperationException>(() => at.Step());
        };
        world.Step();
        Assert.Equal((2, 1L), (told, world.StepCount));
    }

    [Fact]
    public void A_state_taken_on_brings_no_events_of_another_past()
    {
        using World world = new();
        Ground(world);
        world.Step();
        world.Restore(world.Save());
        Assert.Equal(0, world.Events.Length);
    }

    // Every landing takes a body away and brings two, from a world that holds next to nothing: the arena moves all along.
    private static (ulong Checksum, int Bodies) Churn()
    {
        using World world = new();
        BodyId ground = Ground(world);
        Add(world, Shape.Circle(0.3f), new Vec2(0f, 1f));
        world.Happened += (World at, in WorldEvent e) =>
        {
            if (e.Kind != WorldEventKind.ContactBegan || !at.Contains(e.BodyA) || !at.Contains(e.BodyB) || at.BodyCount > 120) return;
            BodyId fallen = e.BodyA == ground ? e.BodyB : e.BodyA;
            Vec2 where = at[fallen].Position;
            at.RemoveBody(fallen);
            BodyId a = Add(at, Shape.Circle(0.3f), where + new Vec2(-1f, 1.5f)), b = Add(at, Shape.Box(0.3f, 0.2f), where + new Vec2(1f, 1.5f));
            at.AddJoint(new DistanceJoint { BodyA = a, BodyB = b, Length = 2f });
        };
        for (int i = 0; i < 240; i++) world.Step();
        return (world.FullChecksum(), world.BodyCount);
    }

    private static BodyId Ground(World world)
    {
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(ground, Shape.Box(50f, 1f, new Vec2(0f, -1f)));
        return ground;
    }

    private static BodyId Add(World world, Shape shape, Vec2 at)
    {
        BodyId body = world.AddBody(new BodyDefinition { Position = at });
        world.AddShape(body, shape);
        return body;
    }
}
