using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Whatever way a step is come to, the world there is the one that a straight run has.</summary>
public sealed class TimelineTests
{
    private const int Steps = 150;
    private const byte Refused = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_step_that_is_sought_is_that_of_a_straight_run(int seed)
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(seed);
        ulong[] straight = Straight(inputs);
        using World world = Make();
        Timeline timeline = Record(world, inputs);
        Random random = new(seed);
        for (int i = 0; i < 25; i++)
        {
            long step = random.Next(Steps + 1);
            timeline.Seek(step);
            Assert.Equal((step, straight[step]), (timeline.Now, world.FullChecksum()));
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.3)]
    [InlineData(2.5)]
    [InlineData(-1.0)]
    [InlineData(-3.7)]
    public void Playing_at_any_speed_shows_the_steps_of_a_straight_run(double speed)
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(7);
        ulong[] straight = Straight(inputs);
        using World world = Make();
        Timeline timeline = Record(world, inputs);
        timeline.Seek(speed < 0 ? Steps : 0);
        TimelinePlayer player = new(timeline) { Speed = speed };
        for (int frame = 1; frame <= 30; frame++)
        {
            long step = player.Advance(timeline.Settings.StepSeconds);
            Assert.Equal(straight[step], world.FullChecksum());
            Assert.Equal(Math.Floor((speed < 0 ? Steps : 0) + (frame * speed) + 1e-6), step);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Inputs_that_come_late_and_in_any_order_end_as_if_they_had_come_in_time(int seed)
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(seed);
        ulong[] straight = Straight(inputs);
        using World world = Make();
        Random random = new(seed);
        // Inputs of one step keep their order among themselves, so all of a step are late or none.
        HashSet<long> late = [.. inputs.Select(input => input.Step).Distinct().Where(_ => random.Next(3) == 0)];
        Timeline timeline = Record(world, [.. inputs.Where(input => !late.Contains(input.Step))]);
        foreach (IGrouping<long, (long Step, byte[] Bytes)> step in inputs.Where(input => late.Contains(input.Step)).GroupBy(input => input.Step).OrderBy(_ => random.Next()))
        {
            foreach ((long at, byte[] bytes) in step) timeline.AddLate(at, bytes);
        }

        Assert.Equal((long)Steps, timeline.Now);
        Assert.Equal(straight[Steps], world.FullChecksum());
        timeline.Seek(Steps / 2);
        Assert.Equal(straight[Steps / 2], world.FullChecksum());
    }

    [Fact]
    public void A_branch_goes_its_own_way_and_leaves_its_origin_alone()
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(5);
        ulong[] straight = Straight(inputs);
        using World world = Make();
        using World other = new();
        Timeline timeline = Record(world, inputs);
        timeline.Seek(70);
        Timeline branch = timeline.Branch(other);
        branch.Add([0, 3, 9]);
        for (int i = 0; i < 40; i++) branch.Step();
        timeline.Seek(110);
        Assert.Equal(straight[110], world.FullChecksum());
        Assert.NotEqual(straight[110], other.FullChecksum());
        Assert.Equal(71, timeline.FindDivergence(branch)!.Value.Step);
        branch.Seek(33);
        Assert.Equal(straight[33], other.FullChecksum());
        Assert.Throws<ArgumentException>(() => timeline.Branch(world));
        using World unlike = new(new WorldSettings { SubSteps = 2 });
        Assert.Throws<ArgumentException>(() => timeline.Branch(unlike));
    }

    [Fact]
    public void A_late_input_that_cannot_be_applied_leaves_the_record_as_it_was()
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(11);
        ulong[] straight = Straight(inputs);
        using World world = Make();
        Timeline timeline = Record(world, inputs);
        // It refuses to act at its own step, and another acts long after it has.
        Assert.Throws<FormatException>(() => timeline.AddLate([(90, new byte[] { 0, 1, 1 }), (120, new byte[] { Refused, 0, 0 })]));
        Assert.Equal((Steps, straight[Steps]), (timeline.Now, world.FullChecksum()));
        Assert.Equal(Steps, timeline.End);
        timeline.Seek(125);
        Assert.Equal(straight[125], world.FullChecksum());
        Assert.Equal(inputs.Count(input => input.Step == 120), timeline.InputsOf(120).Count());
    }

    [Fact]
    public void A_new_input_that_cannot_be_applied_is_dropped_and_the_world_stays()
    {
        using World world = Make();
        Timeline timeline = Record(world, Inputs(12));
        ulong before = world.FullChecksum();
        timeline.Add([0, 1, 1]);
        timeline.Add([Refused, 0, 0]);
        Assert.Throws<FormatException>(timeline.Step);
        Assert.Equal((Steps, before), (timeline.Now, world.FullChecksum()));
        timeline.Step();
        Assert.Equal(Steps + 1, timeline.End);
        Assert.Empty(timeline.InputsOf(Steps));
    }

    [Theory]
    [InlineData(10, 1 << 28, 5000)]
    [InlineData(1000, 40_000, 5000)]
    [InlineData(1000, 1 << 28, 60)]
    public void A_long_record_keeps_to_its_limits_and_every_step_left_can_be_gone_to(int keyframes, long bytes, int steps)
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(13);
        ulong[] straight = Straight(inputs);
        using World world = Make();
        Timeline timeline = Record(world, inputs, new TimelineSettings { KeyframeInterval = 4, MaxKeyframes = keyframes, MaxKeyframeBytes = bytes, MaxSteps = steps, RecentStates = 2 });
        Assert.True(timeline.KeyframeBytes <= bytes);
        Assert.True(timeline.End - timeline.Begin <= steps);
        Assert.True(keyframes == 1000 || timeline.KeyframeInterval > 4);
        for (long step = timeline.End; step >= timeline.Begin; step--)
        {
            timeline.Seek(step);
            Assert.Equal((step, straight[step]), (timeline.Now, world.FullChecksum()));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => timeline.Seek(timeline.Begin - 1));
    }

    [Fact]
    public void Going_back_and_on_again_takes_no_new_memory()
    {
        using World world = Make();
        Timeline timeline = Record(world, [.. Inputs(14).Where(input => input.Step < 10)]);
        // States differ in size: the memory that is handed round has grown to the largest by then.
        for (int i = 0; i < 20; i++) timeline.Resimulate(Steps - 120);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3; i++) timeline.Resimulate(Steps - 120);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Playing_goes_on_from_where_somebody_else_has_gone()
    {
        using World world = Make();
        Timeline timeline = Record(world, Inputs(15));
        TimelinePlayer player = new(timeline) { Speed = -1 };
        player.Advance(timeline.Settings.StepSeconds);
        timeline.Seek(40);
        Assert.Equal(39, player.Advance(timeline.Settings.StepSeconds));
    }

    [Fact]
    public void A_height_that_is_changed_by_its_last_bit_is_named_by_step_body_and_field()
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(16);
        using World world = Make();
        using World other = Make();
        Timeline timeline = Record(world, inputs), tampered = Record(other, inputs);
        Assert.Null(timeline.FindDivergence(tampered));
        int body = other.Bodies.Awake[0];
        Vec2 was = other.Bodies.Poses[body].Center, made = new(was.X, MathF.BitIncrement(was.Y));
        other.Bodies.Poses[body].Center = made;
        Divergence now = timeline.FindDivergence(tampered)!.Value;
        Assert.Equal((Steps, "bodies.pose", body, "center.y", was.Y, made.Y), (now.Step, now.Column, now.Row, now.Field, now.FirstValue, now.SecondValue));

        timeline.Step();
        tampered.Step();
        Divergence next = timeline.FindDivergence(tampered)!.Value;
        Assert.Equal((Steps + 1, body), (next.Step, next.Row));
        Assert.StartsWith("bodies.", next.Column, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(150, 150)]
    [InlineData(150, 20)]
    [InlineData(100, 150)]
    [InlineData(72, 73)]
    public void A_world_that_is_tampered_with_behind_its_record_is_found_out_wherever_the_two_are_now(long now, long othersNow)
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(17);
        using World world = Make();
        using World other = Make();
        Timeline timeline = Record(world, inputs), tampered = new(other, Apply, new TimelineSettings { KeyframeInterval = 20 });
        int body = -1;
        while (tampered.Now < Steps)
        {
            if (tampered.Now == 70)
            {
                body = other.Bodies.Awake[0];
                other.Bodies.Motions[body].Linear = new Vec2(MathF.BitIncrement(other.Bodies.Motions[body].Linear.X), other.Bodies.Motions[body].Linear.Y);
            }

            foreach ((long at, byte[] bytes) in inputs)
            {
                if (at == tampered.Now) tampered.Add(bytes);
            }

            tampered.Step();
        }

        timeline.Seek(now);
        tampered.Seek(othersNow);
        (ulong before, ulong othersBefore) = (world.FullChecksum(), other.FullChecksum());
        Divergence found = timeline.FindDivergence(tampered)!.Value;
        Assert.Equal(71, found.Step);
        Assert.StartsWith("bodies.", found.Column, StringComparison.Ordinal);
        Assert.True(found.Row >= 0 && found.First != found.Second);
        Assert.Equal((now, before, othersNow, othersBefore), (timeline.Now, world.FullChecksum(), tampered.Now, other.FullChecksum()));
    }

    [Fact]
    public void A_world_that_is_tampered_with_now_is_found_out_though_the_two_are_at_different_steps()
    {
        (long Step, byte[] Bytes)[] inputs = Inputs(18);
        using World world = Make();
        using World other = Make();
        Timeline timeline = Record(world, inputs), tampered = Record(other, inputs);
        timeline.Seek(40);
        tampered.Seek(90);
        Assert.Null(timeline.FindDivergence(tampered));
        int body = other.Bodies.Awake[0];
        other.Bodies.Motions[body].Angular = MathF.BitIncrement(other.Bodies.Motions[body].Angular);
        Divergence found = timeline.FindDivergence(tampered)!.Value;
        Assert.Equal((90, "bodies.motion", body, "spin"), (found.Step, found.Column, found.Row, found.Field));
        Assert.Equal("spin", tampered.FindDivergence(timeline)!.Value.Field);
    }

    [Fact]
    public void Records_that_begin_differently_differ_from_their_beginning_on()
    {
        using World world = Make();
        using World other = Make();
        BodyId one = world.AddBody(new BodyDefinition { Position = new Vec2(0f, 3f) }), two = other.AddBody(new BodyDefinition { Position = new Vec2(0f, MathF.BitIncrement(3f)) });
        Timeline timeline = Record(world, []), unlike = Record(other, []);
        Divergence found = timeline.FindDivergence(unlike)!.Value;
        Assert.Equal(one, two);
        Assert.Equal((0L, "bodies.pose", one.Index, "center.y"), (found.Step, found.Column, found.Row, found.Field));
    }

    [Fact]
    public void A_filter_that_throws_leaves_the_world_before_the_step_and_the_record_as_it_was()
    {
        using World world = Make();
        Timeline timeline = Record(world, []);
        BodyId body = world.AddBody(new BodyDefinition { Position = new Vec2(0f, 0.9f), LinearVelocity = new Vec2(0f, -5f) });
        world.AddShape(body, Shape.Circle(1f), new Surface { AsksBeforeContact = true });
        timeline = new Timeline(world, Apply);
        ulong before = world.FullChecksum();
        world.BeforeContact = (_, _, _, _) => throw new FormatException("Not now.");
        Assert.Throws<FormatException>(timeline.Step);
        Assert.Equal((Steps, before, Steps), (timeline.Now, world.FullChecksum(), timeline.End));
        Assert.Throws<FormatException>(() => world.Step());
        Assert.Throws<InvalidOperationException>(() => world.Step());
        Assert.Throws<InvalidOperationException>(() => world.Save());
        world.BeforeContact = null;
        timeline.Seek(Steps);
        Assert.Equal(before, world.FullChecksum());
        timeline.Step();
        Assert.Equal(Steps + 1, timeline.End);
    }

    [Fact]
    public void Within_an_event_a_record_goes_nowhere()
    {
        using World world = Make();
        Timeline timeline = Record(world, Inputs(19));
        int told = 0;
        world.Happened += (World _, in WorldEvent e) =>
        {
            if (e.Kind != WorldEventKind.StepEnded) return;
            told++;
            ulong before = world.FullChecksum();
            Assert.Throws<InvalidOperationException>(timeline.Step);
            Assert.Throws<InvalidOperationException>(() => timeline.Seek(3));
            Assert.Throws<InvalidOperationException>(() => timeline.AddLate(3, [0, 1, 1]));
            Assert.Equal(before, world.FullChecksum());
        };
        timeline.Step();
        Assert.Equal(1, told);
    }

    private static World Make()
    {
        World world = new();
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(ground, Shape.Box(20f, 1f, new Vec2(0f, -1f)));
        return world;
    }

    private static (long Step, byte[] Bytes)[] Inputs(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 90).Select(_ => ((long)random.Next(Steps), new[] { (byte)random.Next(5), (byte)random.Next(256), (byte)random.Next(256) })).OrderBy(input => input.Item1)];
    }

    private static ulong[] Straight((long Step, byte[] Bytes)[] inputs)
    {
        using World world = Make();
        ulong[] sums = new ulong[Steps + 1];
        for (int step = 0; step <= Steps; step++)
        {
            sums[step] = world.FullChecksum();
            foreach ((long at, byte[] bytes) in inputs)
            {
                if (at == step) Apply(world, bytes);
            }

            world.Step();
        }

        return sums;
    }

    private static Timeline Record(World world, (long Step, byte[] Bytes)[] inputs, TimelineSettings? settings = null)
    {
        Timeline timeline = new(world, Apply, settings ?? new TimelineSettings { KeyframeInterval = 20 });
        while (timeline.Now < Steps)
        {
            foreach ((long at, byte[] bytes) in inputs)
            {
                if (at == timeline.Now) timeline.Add(bytes);
            }

            timeline.Step();
        }

        return timeline;
    }

    // Adds and removes bodies and constraints, and pushes; decides by the state, which may differ when inputs come late.
    private static void Apply(World world, ReadOnlySpan<byte> input)
    {
        if (input[0] == Refused) throw new FormatException("No such input.");
        Span<BodyId> bodies = stackalloc BodyId[128];
        int count = world.CopyBodies(bodies);
        BodyId one = bodies[input[1] % count], two = bodies[input[2] % count];
        if (input[0] < 2)
        {
            BodyId made = world.AddBody(new BodyDefinition { Position = new Vec2((input[1] / 16f) - 8f, 1f + (input[2] / 40f)) });
            world.AddShape(made, input[0] == 0 ? Shape.Circle(0.4f) : Shape.Box(0.4f, 0.3f));
        }
        else if (one == two || world[one].Kind == BodyKind.Static)
        {
            world.NextRandom();
        }
        else if (input[0] == 2)
        {
            world.AddJoint(new DistanceJoint { BodyA = one, BodyB = two, Length = 2f, IsSpring = true, Hertz = 2f, BreakForce = 60f });
        }
        else if (input[0] == 3)
        {
            world.RemoveBody(one);
        }
        else
        {
            world[one].ApplyImpulse(new Vec2(world.NextRandom(), 2f));
        }
    }
}
