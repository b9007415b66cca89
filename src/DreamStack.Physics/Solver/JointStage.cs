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
    private readonly int[] _starts = new int[Palette.Colors + 1];
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
        _work.Reserve(Count);
        int at = 0;
        Span<int> next = stackalloc int[Palette.Colors];
        for (int color = 0; color < Palette.Colors; color++)
        {
            _starts[color] = next[color] = at;
            at += _palette.Counts[color];
        }

        _starts[Palette.Colors] = at;
        for (int i = 0; i < Count; i++) _work.Rows[next[_colors.Rows[i]]++].Joint = _list.Rows[i];
        _world.Crew.For(Count, Grain, _prepare);
    }

    public void WarmStart() => ForColors(_warmStart);

    public void Solve(bool useBias)
    {
        _useBias = useBias;
        ForColors(_solve);
    }

    private void Collect()
    {
        BodyTable bodies = _world.Bodies;
        JointTable joints = _world.Joints;
        Count = 0;
        if (joints.Slots.Live == 0) return;
        _palette.Begin(bodies.Awake.Count + 1);
        for (int joint = 0; joint < joints.Slots.Count; joint++)
        {
            if (!joints.Slots.IsLive(joint)) continue;
            JointRow* row = joints.Rows.Rows + joint;
            int a = PushedRow(row->BodyA), b = PushedRow(row->BodyB);
            if (row->Kind == JointKind.Mouse) a = 0;
            if (a == 0 && b == 0) continue;
            _list.Reserve(Count + 1)[Count] = joint;
            _colors.Reserve(Count + 1)[Count++] = _palette.Take(a, b);
        }
    }

    private int PushedRow(int body) => _world.Bodies.Links[body].Kind == BodyKind.Dynamic ? _world.Bodies.Links[body].Awake : 0;

    private void ForColors(Action<int, int> job)
    {
        if (Count == 0) return;
        _first = _starts[Palette.Overflow];
        if (_palette.Counts[Palette.Overflow] > 0) job(0, _palette.Counts[Palette.Overflow]);
        for (int color = 0; color < Palette.Overflow; color++)
        {
            if (_palette.Counts[color] == 0) continue;
            _first = _starts[color];
            _world.Crew.For(_palette.Counts[color], Grain, job);
        }
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
