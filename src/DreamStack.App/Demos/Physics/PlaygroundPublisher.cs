using System.Globalization;
using System.Text;
using DreamStack.App.Signals;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.App.Demos.Physics;

/// <summary>Brings the board and the table of poses to what the world is. What is slow is told anew only when it has changed.</summary>
internal sealed class PlaygroundPublisher(PlaygroundBoard board, PoseTable poses)
{
    private const int MaxShown = 60;
    private readonly BodyId[] _bodies = new BodyId[PoseTable.Rows];
    private readonly BodyId[] _known = new BodyId[PoseTable.Rows];
    private readonly JointId[] _joints = new JointId[256];
    private readonly RegionId[] _regions = new RegionId[16];
    private readonly ShapeId[] _shapes = new ShapeId[PlaygroundCommand.MaxPoints];
    private readonly StringBuilder _text = new();
    private int _jointCount = -1;
    private int _regionCount = -1;
    private uint _newestRegion;

    public void Publish(Playground playground)
    {
        World world = playground.World;
        using (Batch.Open())
        {
            int count = PublishPoses(world);
            PublishLooks(world, count);
            PublishJoints(world);
            PublishRegions(world);
            board.Count.Set(count);
            board.Playing.Set(playground.IsPlaying ? 1 : 0);
            board.Speed.Set((int)(playground.Speed * 100));
            board.Second.Set(new IntPair(Tenths(playground.Lockstep.Timeline.Now - playground.Lockstep.Timeline.Begin), Tenths(playground.Lockstep.Timeline.End - playground.Lockstep.Timeline.Begin)));
        }
    }

    /// <summary>Takes the poses alone; how many bodies there are.</summary>
    public int PublishPoses(World world)
    {
        int count = Math.Min(_bodies.Length, world.CopyBodies(_bodies));
        poses.Take(world, _bodies.AsSpan(0, count));
        return count;
    }

    private static int Tenths(long steps) => (int)Math.Min(int.MaxValue, steps / 6);

    private void PublishLooks(World world, int count)
    {
        int at = 0;
        for (int row = 0; row < PoseTable.Rows; row++)
        {
            BodyId body = at < count && _bodies[at].Index == row ? _bodies[at++] : default;
            if (body == _known[row]) continue;
            _known[row] = body;
            board.Looks[row].Set(body == default ? "" : LookOf(world, body));
        }
    }

    private string LookOf(World world, BodyId body)
    {
        _text.Clear();
        int count = Math.Min(_shapes.Length, world.CopyShapes(body, _shapes));
        int color = world[body].Kind == BodyKind.Static ? -1 : (int)(world[body].UserData & 0xF);
        for (int i = count - 1; i >= 0; i--)
        {
            Shape outline = world.OutlineOf(_shapes[i]);
            Add(outline.Count);
            Add(Units(outline.Radius));
            Add(color);
            for (int v = 0; v < outline.Count; v++) AddPoint(outline[v]);
        }

        return _text.ToString();
    }

    private void PublishJoints(World world)
    {
        int count = Math.Min(_joints.Length, world.CopyJoints(_joints));
        int held = 0;
        _text.Clear();
        foreach (JointId id in _joints.AsSpan(0, count))
        {
            JointView joint = world.Describe(id);
            if (joint.Kind != JointKind.Mouse || held++ >= MaxShown / 4) continue;
            Add(joint.BodyB.Index);
            AddPoint(joint.AnchorB);
            Add(Units(joint.Axis.X));
            Add(Units(PlaygroundScene.Height - joint.Axis.Y));
        }

        if (!SameAs(board.Held)) board.Held.Set(_text.ToString());
        int hinges = count - held;
        if (hinges == _jointCount) return;
        _jointCount = hinges;
        _text.Clear();
        int shown = 0;
        foreach (JointId id in _joints.AsSpan(0, count))
        {
            JointView joint = world.Describe(id);
            if (joint.Kind != JointKind.Hinge || shown++ >= MaxShown) continue;
            Add(joint.BodyB.Index);
            AddPoint(joint.AnchorB);
        }

        board.Joints.Set(_text.ToString());
    }

    private void PublishRegions(World world)
    {
        int count = Math.Min(_regions.Length, world.CopyRegions(_regions));
        uint newest = 0;
        foreach (RegionId id in _regions.AsSpan(0, count)) newest = (newest * 31) + id.Generation + (uint)id.Index;
        if (count == _regionCount && newest == _newestRegion) return;
        (_regionCount, _newestRegion) = (count, newest);
        _text.Clear();
        foreach (RegionId id in _regions.AsSpan(0, count))
        {
            RegionView region = world.Describe(id);
            Add((int)region.Effect);
            Add(Pixels(region.Bounds.Lower.X));
            Add(Pixels(PlaygroundScene.Height - region.Bounds.Upper.Y));
            Add(Pixels(region.Bounds.Upper.X - region.Bounds.Lower.X));
            Add(Pixels(region.Bounds.Upper.Y - region.Bounds.Lower.Y));
        }

        board.Regions.Set(_text.ToString());
    }

    // In the body's frame y is up, and on the screen down.
    private void AddPoint(Vec2 point)
    {
        Add(Units(point.X));
        Add(Units(-point.Y));
    }

    private void Add(int number)
    {
        if (_text.Length > 0) _text.Append(' ');
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
    }

    private bool SameAs(Signal<string> signal) => _text.Equals(signal.Peek());

    private static int Units(float metres) => (int)MathF.Round(metres * PoseTable.PixelsPerMetre * 16f);

    private static int Pixels(float metres) => (int)MathF.Round(metres * PoseTable.PixelsPerMetre);
}
