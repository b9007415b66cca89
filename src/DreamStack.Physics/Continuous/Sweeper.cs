using DreamStack.Physics.Bodies;
using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Continuous;

/// <summary>
/// After the solver: bodies that moved further than they are thick are taken back to where they first met something,
/// and the boxes of what left them are moved in the tree.
/// </summary>
internal sealed unsafe class Sweeper
{
    private const int Grain = 256;

    private readonly World _world;
    private readonly Scratch<int> _state = new();
    private readonly Action<int, int> _inspect;

    public Sweeper(World world)
    {
        _world = world;
        _inspect = Inspect;
    }

    public void Run()
    {
        int count = _world.Bodies.Awake.Count;
        _state.Reserve(count);
        _world.Crew.For(count, Grain, _inspect);
        // Bullets stop at where the others have ended up, so they come last.
        for (int i = 0; i < count; i++)
        {
            if (_state.Rows[i] == (int)SweepState.Fast) TakeBack(_world.Bodies.Awake[i], isBullet: false);
        }

        for (int i = 0; i < count; i++)
        {
            int body = _world.Bodies.Awake[i];
            if (_state.Rows[i] == (int)SweepState.Bullet) TakeBack(body, isBullet: true);
            if (_state.Rows[i] != (int)SweepState.Within) Refit(body);
        }

        _world.MovingTree.Rebuild();
    }

    private void Inspect(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            int body = _world.Bodies.Awake[i];
            _state.Rows[i] = (int)StateOf(body, i + 1);
        }
    }

    private SweepState StateOf(int body, int row)
    {
        BodyLinks links = _world.Bodies.Links[body];
        if (links.Kind == BodyKind.Dynamic && _world.Settings.IsContinuous)
        {
            BodyTuning tuning = _world.Bodies.Tunings[body];
            Vec2 way = _world.Solver.Bodies.WayOf(row);
            float turned = MathF.Abs(_world.Solver.Bodies.TurnOf(row).Sin) * tuning.MaxExtent;
            if (way.Length + turned > 0.5f * tuning.MinExtent) return (links.Flags & BodyFlags.Bullet) != 0 ? SweepState.Bullet : SweepState.Fast;
        }

        for (int shape = links.FirstShape; shape >= 0; shape = _world.Shapes.Shapes[shape].Next)
        {
            if (!_world.MovingTree.BoundsOf(_world.Shapes.Shapes[shape].Proxy).Contains(_world.BoundsOf(shape))) return SweepState.Outside;
        }

        return SweepState.Within;
    }

    private void TakeBack(int body, bool isBullet)
    {
        int row = _world.Bodies.Links[body].Awake;
        BodyPose end = _world.Bodies.Poses[body];
        Vec2 way = _world.Solver.Bodies.WayOf(row);
        Rotation turn = _world.Solver.Bodies.TurnOf(row);
        BodyPose start = new() { Center = end.Center - way, Rotation = turn.Inverse * end.Rotation };
        Sweep sweep = new(start, way, turn, _world.Bodies.Masses[body].Center, _world.Bodies.Tunings[body].MaxExtent);
        float fraction = 1f;
        for (int shape = _world.Bodies.Links[body].FirstShape; shape >= 0; shape = _world.Shapes.Shapes[shape].Next)
        {
            Geometry* g = _world.Shapes.Outlines + _world.Shapes.Shapes[shape].Geometry;
            Pose at = sweep.At(0f);
            Bounds swept = Bounds.Union(g->BoundsAt(at.Position, at.Rotation), _world.BoundsOf(shape));
            SweepVisitor visitor = new(_world, shape, sweep, fraction);
            TreeSearch.Overlaps(_world.StaticTree, swept, ref visitor);
            if (isBullet) TreeSearch.Overlaps(_world.MovingTree, swept, ref visitor);
            fraction = visitor.Fraction;
        }

        if (fraction >= 1f) return;
        Pose stopped = sweep.At(fraction);
        _world.Bodies.Poses[body] = new BodyPose { Center = Scalar.Canonical(sweep.CenterAt(fraction)), Rotation = stopped.Rotation };
    }

    private void Refit(int body)
    {
        for (int shape = _world.Bodies.Links[body].FirstShape; shape >= 0; shape = _world.Shapes.Shapes[shape].Next)
        {
            Bounds tight = _world.BoundsOf(shape);
            int proxy = _world.Shapes.Shapes[shape].Proxy;
            if (_world.MovingTree.BoundsOf(proxy).Contains(tight)) continue;
            _world.MovingTree.Enlarge(proxy, tight.Grown(Limits.Margin));
            _world.MarkMoved(shape);
        }
    }
}
