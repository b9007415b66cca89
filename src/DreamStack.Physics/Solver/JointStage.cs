using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Solver;

/// <summary>The constraints' part of a step.</summary>
internal sealed unsafe class JointStage
{
    private const int Grain = 32;

    private readonly World _world;
    private readonly Palette _palette = new();
    private readonly Scratch<int> _list = new();
    private readonly Scratch<int> _colors = new();
    private readonly Scratch<JointWork> _work = new();
    private readonly HingeStage _hinges;
    private readonly int[] _starts = new int[Palette.Colors + 1];
    private readonly int[] _plain = new int[Palette.Colors];
    private readonly Action<int, int> _prepare;
    private readonly Action<int, int> _warmStart;
    private readonly Action<int, int> _solve;
    private StepContext _context;
    private SolverBody* _bodies;
    private int _first;
    private bool _useBias;

    public JointStage(World world)
    {
        _world = world;
        _hinges = new HingeStage(world);
        _prepare = Prepare;
        _warmStart = WarmStart;
        _solve = Solve;
    }

    public int Count { get; private set; }

    /// <summary>Row of the i-th constraint of this step.</summary>
    public int this[int i] => _list.Rows[i];

    public void Prepare(in StepContext context, SolverBody* bodies)
    {
        _context = context;
        _bodies = bodies;
        Collect();
        _hinges.Begin(_plain, bodies);
        int at = 0;
        Span<int> next = stackalloc int[Palette.Colors];
        for (int color = 0; color < Palette.Colors; color++)
        {
            _starts[color] = next[color] = at;
            at += _palette.Counts[color] - _plain[color];
        }

        _starts[Palette.Colors] = at;
        _work.Reserve(at);
        for (int i = 0; i < Count; i++)
        {
            int joint = _list.Rows[i], color = _colors.Rows[i];
            if (HingeStage.Takes(_world.Joints.Rows.Rows + joint, color)) _hinges.Add(joint, color);
            else _work.Rows[next[color]++].Joint = joint;
        }

        _world.Crew.For(at, Grain, _prepare);
        _hinges.Prepare();
    }

    public void WarmStart()
    {
        if (Count == 0) return;
        Others(Palette.Overflow, _warmStart);
        for (int color = 0; color < Palette.Overflow; color++)
        {
            Others(color, _warmStart);
            _hinges.WarmStart(color);
        }
    }

    public void Solve(bool useBias)
    {
        if (Count == 0) return;
        _useBias = useBias;
        Softness soft = useBias ? _context.Joint : Softness.Rigid;
        Others(Palette.Overflow, _solve);
        for (int color = 0; color < Palette.Overflow; color++)
        {
            Others(color, _solve);
            _hinges.Solve(color, soft);
        }
    }

    public void Store() => _hinges.Store();

    private void Collect()
    {
        BodyTable bodies = _world.Bodies;
        JointTable joints = _world.Joints;
        Count = 0;
        Array.Clear(_plain);
        Array.Clear(_palette.Counts);
        if (joints.Slots.Live == 0) return;
        _palette.Begin(bodies.Awake.Count + 1);
        for (int joint = 0; joint < joints.Slots.Count; joint++)
        {
            if (!joints.Slots.IsLive(joint)) continue;
            JointRow* row = joints.Rows.Rows + joint;
            int a = PushedRow(row->BodyA), b = PushedRow(row->BodyB);
            if (row->Kind == JointKind.Mouse) a = 0;
            if (a == 0 && b == 0) continue;
            int color = _palette.Take(a, b);
            if (HingeStage.Takes(row, color)) _plain[color]++;
            _list.Reserve(Count + 1)[Count] = joint;
            _colors.Reserve(Count + 1)[Count++] = color;
        }
    }

    private int PushedRow(int body) => _world.Bodies.Links[body].Kind == BodyKind.Dynamic ? _world.Bodies.Links[body].Awake : 0;

    // What has no colour may share bodies: one after another.
    private void Others(int color, Action<int, int> job)
    {
        _first = _starts[color];
        int count = _starts[color + 1] - _first;
        if (count == 0) return;
        if (color == Palette.Overflow) job(0, count);
        else _world.Crew.For(count, Grain, job);
    }

    private void Prepare(int from, int to)
    {
        for (int i = from; i < to; i++) JointSolver.Prepare(_world.Joints.Rows.Rows + _work.Rows[i].Joint, _work.Rows + i, _world.Bodies, _context);
    }

    private void WarmStart(int from, int to)
    {
        for (int i = _first + from; i < _first + to; i++)
        {
            int joint = _work.Rows[i].Joint;
            JointSolver.WarmStart(_world.Joints.Rows[joint].Kind, _work.Rows + i, _world.Joints.Impulses.Rows + joint, _bodies);
        }
    }

    private void Solve(int from, int to)
    {
        for (int i = _first + from; i < _first + to; i++)
        {
            int joint = _work.Rows[i].Joint;
            JointSolver.Solve(_world.Joints.Rows.Rows + joint, _work.Rows + i, _world.Joints.Impulses.Rows + joint, _bodies, _context, _useBias);
        }
    }
}
