using System.Buffers;
using DreamStack.App.Demos.Physics;
using DreamStack.App.Scene;
using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.Tests.App.Demos.Physics;

/// <summary>What a person does to the playground, and what its receivers see of it.</summary>
public sealed class PhysicsAppTests
{
    private static readonly (float X, float Y) s_box = (340, 640);
    private readonly PlaygroundSession _session = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_done_all_three_ways_show_the_same_picture(int seed)
    {
        Random random = new(seed);
        int compared = 0;
        for (int i = 0; i < 500; i++)
        {
            Act(random);
            if (!_session.Frame()) continue;
            _session.AssertAllDrawTheSame();
            compared++;
        }

        Assert.True(compared > 300, $"{compared} frames");
        Assert.Equal(0, _session.Runner.Follower.Diverged);
        Assert.True(_session.App.Lockstep.RolledBack > 0, "No input came late.");
    }

    [Fact]
    public void A_body_that_moves_costs_eight_bytes_a_frame_and_one_that_rests_nothing()
    {
        Settle();
        _session.Forget();
        for (int i = 0; i < 30; i++) Assert.False(_session.Frame());
        Assert.Empty(_session.Bytes);

        Throw();
        Assert.True(_session.Records > 50);
        Assert.Equal(8 * _session.Records, _session.RecordBytes);
    }

    [Fact]
    public void The_three_ways_cost_less_and_less()
    {
        for (int i = 0; i < 60; i++) _session.Frame();
        _session.Forget();
        for (int i = 0; i < 60; i++)
        {
            if (i % 20 == 0) _session.Press(PlaygroundLayout.ToolLeft(7) + 10, 30);
            _session.Frame();
        }

        Assert.True(_session.Bytes[FrameType.Lockstep] < 60 * 48, $"{_session.Bytes[FrameType.Lockstep]} bytes of lockstep a second");
        Assert.True(_session.Bytes[FrameType.SignalTable] > 3 * _session.Bytes[FrameType.Lockstep]);
    }

    [Fact]
    public void A_box_is_picked_up_and_thrown()
    {
        Settle();
        ulong before = _session.App.Lockstep.Timeline.World.StepChecksum();
        Throw();
        Assert.NotEqual(before, _session.App.Lockstep.Timeline.World.StepChecksum());
        Assert.Equal(0, HeldJoints());
    }

    [Fact]
    public void Who_leaves_lets_go()
    {
        _session.Pointer(InputType.PointerDown, s_box.X, s_box.Y);
        for (int i = 0; i < 3; i++) _session.Frame();
        Assert.Equal(1, HeldJoints());
        _session.App.ReleaseAll();
        for (int i = 0; i < 3; i++) _session.Frame();
        Assert.Equal(0, HeldJoints());
    }

    [Fact]
    public void A_closed_line_becomes_a_plate_an_open_one_a_wire_and_both_fall()
    {
        _session.Press(PlaygroundLayout.ToolLeft((int)Tool.Draw) + 10, 30);
        int bodies = Bodies;
        Stroke([(700, 200), (760, 200), (760, 260), (700, 260), (704, 206)]);
        Assert.Equal(bodies + 1, Bodies);
        Stroke([(800, 200), (840, 210), (880, 190), (900, 300)]);
        Assert.Equal(bodies + 2, Bodies);
        _session.AssertAllDrawTheSame();
    }

    [Fact]
    public void Each_tool_does_what_it_says()
    {
        int bodies = Bodies, joints = _session.App.Lockstep.Timeline.World.JointCount;
        Use(Tool.Stack, 560, 300);
        Assert.Equal(bodies + 10, Bodies);
        Use(Tool.Drop, 600, 200);
        Assert.Equal(bodies + 11, Bodies);
        Use(Tool.Hinge, s_box.X, s_box.Y);
        Assert.Equal(joints + 1, _session.App.Lockstep.Timeline.World.JointCount);
        Use(Tool.Erase, s_box.X, s_box.Y);
        Assert.Equal(bodies + 10, Bodies);
        _session.Press(PlaygroundLayout.ToolLeft((int)Tool.Region) + 10, 30);
        Stroke([(500, 300), (700, 400)]);
        Assert.Equal(3, _session.App.Lockstep.Timeline.World.CopyRegions([]));
        _session.Press(PlaygroundLayout.ToolLeft(8) + 10, 30);
        _session.Frame();
        _session.Frame();
        Assert.Equal(bodies, Bodies);
        Assert.Equal(2, _session.App.Lockstep.Timeline.World.CopyRegions([]));
    }

    [Fact]
    public void The_record_is_scrubbed_played_backwards_and_gone_on_from()
    {
        for (int i = 0; i < 120; i++) _session.Frame();
        DreamStack.Physics.Timelines.Timeline timeline = _session.App.Lockstep.Timeline;
        long end = timeline.End;
        _session.Press(PlaygroundLayout.TrackLeft + (PlaygroundLayout.TrackWidth / 2), 690);
        _session.Frame();
        Assert.InRange(timeline.Now, (end / 2) - 2, (end / 2) + 2);
        _session.AssertAllDrawTheSame();

        long from = timeline.Now;
        _session.Press(PlaygroundLayout.LeftOfSpeed(0) + 10, 690);
        for (int i = 0; i < 20; i++) _session.Frame();
        Assert.InRange(timeline.Now, from - 21, from - 19);
        _session.AssertAllDrawTheSame();

        _session.Press(PlaygroundLayout.LiveLeft + 10, 690);
        _session.Frame();
        Assert.True(timeline.Now >= end);
        _session.Press(PlaygroundLayout.TrackLeft + 20, 690);
        _session.Frame();
        Use(Tool.Drop, 600, 200);
        Assert.True(timeline.End < end, "The past that was changed has no future yet.");
        _session.AssertAllDrawTheSame();
    }

    [Fact]
    public void Drawing_and_telling_allocates_nothing()
    {
        DisplayList list = new();
        ArrayBufferWriter<byte> output = new(64 * 1024);
        PhysicsApp app = new();
        for (int i = 0; i < 3; i++) Go();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Go();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Go()
        {
            list.Reset();
            app.Draw(list);
            output.ResetWrittenCount();
            app.WriteTable(output, whole: true);
        }
    }

    private int Bodies => _session.App.Lockstep.Timeline.World.BodyCount;

    private int HeldJoints()
    {
        DreamStack.Physics.Worlds.World world = _session.App.Lockstep.Timeline.World;
        DreamStack.Physics.Constraints.JointId[] joints = new DreamStack.Physics.Constraints.JointId[world.JointCount];
        world.CopyJoints(joints);
        return joints.Count(joint => world.Describe(joint).Kind == DreamStack.Physics.Constraints.JointKind.Mouse);
    }

    private void Settle()
    {
        for (int i = 0; i < 3000 && !_session.App.AtRest; i++) _session.Frame();
        Assert.True(_session.App.AtRest, "The room never comes to rest.");
        _session.Frame();
    }

    private void Throw()
    {
        _session.Pointer(InputType.PointerDown, s_box.X, s_box.Y);
        for (int i = 0; i < 20; i++)
        {
            _session.Pointer(InputType.Pointer, s_box.X + (i * 12), s_box.Y - (i * 20));
            _session.Frame();
        }

        _session.Pointer(InputType.PointerUp, s_box.X + 240, s_box.Y - 400);
        for (int i = 0; i < 20; i++) _session.Frame();
    }

    private void Use(Tool tool, float x, float y)
    {
        _session.Press(PlaygroundLayout.ToolLeft((int)tool) + 10, 30);
        _session.Press(x, y);
        _session.Frame();
        _session.Frame();
    }

    private void Stroke((float X, float Y)[] points)
    {
        _session.Pointer(InputType.PointerDown, points[0].X, points[0].Y);
        foreach ((float x, float y) in points[1..])
        {
            _session.Pointer(InputType.Pointer, x, y);
            _session.Frame();
        }

        _session.Pointer(InputType.PointerUp, points[^1].X, points[^1].Y);
        _session.Frame();
        _session.Frame();
    }

    private void Act(Random random)
    {
        uint viewer = (uint)random.Next(1, 4);
        float x = random.Next(PlaygroundLayout.Width), y = random.Next(PlaygroundLayout.Height);
        long? seen = random.Next(2) == 0 ? null : Math.Max(0, _session.App.Lockstep.Timeline.Now - random.Next(10));
        switch (random.Next(12))
        {
            case 0 or 1: _session.Pointer(InputType.PointerDown, x, y, viewer, seen); break;
            case 2 or 3 or 4 or 5: _session.Pointer(InputType.Pointer, x, y, viewer, seen); break;
            case 6: _session.Pointer(InputType.PointerUp, x, y, viewer, seen); break;
            case 7 when random.Next(4) == 0: _session.Press(x, 690); break;
            case 8 when random.Next(2) == 0: _session.Press(PlaygroundLayout.ToolLeft(random.Next(9)) + 10, 30); break;
        }
    }
}
