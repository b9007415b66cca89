using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
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
        BodyId ground = world.AddGround();
        BodyId ball = world.Add(Shape.Circle(0.5f), new Vec2(0f, 2f));
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
        BodyId body = world.Add(Shape.Circle(0.5f), default);
        world.RemoveBody(body);
        world.Step();
        Assert.Equal([WorldEventKind.BodyAdded, WorldEventKind.BodyRemoved, WorldEventKind.StepBegan, WorldEventKind.StepEnded], [.. world.Events.ToArray().Select(e => e.Kind)]);
        Assert.Equal(body, world.Events[1].BodyA);
    }

    [Fact]
    public void A_body_falls_asleep_and_wakes_with_what_it_touches()
    {
        using World world = new();
        world.AddGround();
        BodyId low = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 0.5f)), high = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, 1.5f));
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
        BodyId ball = world.Add(Shape.Circle(0.3f), new Vec2(0f, -2f));
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
        BodyId ball = world.Add(Shape.Circle(0.5f), new Vec2(0f, 1.45f));
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
    public void A_constraint_that_breaks_is_told_once_with_what_broke_it()
    {
        using World world = new();
        BodyId hook = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        BodyId load = world.Add(Shape.Box(0.5f, 0.5f), new Vec2(0f, -2f));
        JointId rope = world.AddJoint(new DistanceJoint { BodyA = hook, BodyB = load, Length = 2f, BreakForce = 8f });
        List<WorldEvent> told = [];
        world.Happened += (World at, in WorldEvent e) =>
        {
            if (e.Kind != WorldEventKind.JointBroke) return;
            told.Add(e);
            Assert.False(at.Contains(e.Joint));
        };
        world.Run(60);
        WorldEvent broke = Assert.Single(told);
        Assert.Equal((rope, hook, load), (broke.Joint, broke.BodyA, broke.BodyB));
        // It hangs by its weight of 10 N, which is more than 8.
        Assert.InRange(broke.Impulse, 8f, 11f);
        Assert.Equal(0, world.JointCount);
    }

    [Fact]
    public void What_happens_in_one_step_is_told_in_the_order_in_which_it_happens()
    {
        (WorldEventKind Kind, BodyId Body)[] first = Told(), second = Told();
        Assert.Equal(first, second);
        WorldEventKind[][] steps = [.. Split(first)];
        Assert.All(steps, step => Assert.Equal(step.OrderBy(RankOf), step));
        Assert.True(first.Select(e => e.Kind).Distinct().Count() >= 9, string.Join(' ', first.Select(e => e.Kind).Distinct()));
    }

    // As the page on physics lists the parts of a step; what calls between two steps did comes before it begins.
    private static int RankOf(WorldEventKind kind) => kind switch
    {
        WorldEventKind.BodyAdded => 0,
        WorldEventKind.StepBegan => 1,
        WorldEventKind.ContactBegan or WorldEventKind.ContactEnded or WorldEventKind.Woke => 2,
        WorldEventKind.ContactStayed => 3,
        WorldEventKind.Hit => 4,
        WorldEventKind.Slept => 5,
        WorldEventKind.JointBroke => 6,
        WorldEventKind.RegionEntered or WorldEventKind.RegionStayed or WorldEventKind.RegionLeft => 7,
        _ => 9,
    };

    private static IEnumerable<WorldEventKind[]> Split((WorldEventKind Kind, BodyId Body)[] all)
    {
        List<WorldEventKind> step = [];
        foreach ((WorldEventKind kind, _) in all)
        {
            step.Add(kind);
            if (kind != WorldEventKind.StepEnded) continue;
            yield return [.. step];
            step.Clear();
        }
    }

    private static (WorldEventKind Kind, BodyId Body)[] Told()
    {
        using World world = new(new WorldSettings { RaisesStay = true });
        BodyId ground = world.AddGround();
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(3f, 1f), RaisesStay = true });
        List<(WorldEventKind, BodyId)> told = [];
        world.Happened += (World _, in WorldEvent e) => told.Add((e.Kind, e.BodyA));
        for (int i = 0; i < 12; i++)
        {
            BodyId box = world.Add(Shape.Box(0.3f, 0.3f), new Vec2((i % 4) - 2f, 1f + i));
            if (i % 3 == 0) world.AddJoint(new DistanceJoint { BodyA = ground, BodyB = box, Length = 1f + i, BreakForce = 1f });
            world.Run(20);
        }

        world.Run(200);
        return [.. told];
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
        world.AddGround();
        world.Step();
        world.Restore(world.Save());
        Assert.Equal(0, world.Events.Length);
    }

    // Every landing takes a body away and brings two, from a world that holds next to nothing: the arena moves all along.
    private static (ulong Checksum, int Bodies) Churn()
    {
        using World world = new();
        BodyId ground = world.AddGround();
        world.Add(Shape.Circle(0.3f), new Vec2(0f, 1f));
        world.Happened += (World at, in WorldEvent e) =>
        {
            if (e.Kind != WorldEventKind.ContactBegan || !at.Contains(e.BodyA) || !at.Contains(e.BodyB) || at.BodyCount > 120) return;
            BodyId fallen = e.BodyA == ground ? e.BodyB : e.BodyA;
            Vec2 where = at[fallen].Position;
            at.RemoveBody(fallen);
            BodyId a = at.Add(Shape.Circle(0.3f), where + new Vec2(-1f, 1.5f)), b = at.Add(Shape.Box(0.3f, 0.2f), where + new Vec2(1f, 1.5f));
            at.AddJoint(new DistanceJoint { BodyA = a, BodyB = b, Length = 2f });
        };
        for (int i = 0; i < 240; i++) world.Step();
        return (world.FullChecksum(), world.BodyCount);
    }
}
