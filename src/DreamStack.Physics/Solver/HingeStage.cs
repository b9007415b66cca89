using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Solver;

/// <summary>The plain hinges of a step, in blocks by colour: most constraints of most worlds, solved as wide as contacts.</summary>
internal sealed unsafe class HingeStage
{
    private const int Grain = 16;

    private readonly World _world;
    private readonly Scratch<HingeBlock> _blocks = new();
    private readonly int[] _starts = new int[Palette.Colors + 1];
    private readonly int[] _next = new int[Palette.Colors];
    private readonly Action<int, int> _fill;
    private readonly Action<int, int> _warmStart;
    private readonly Action<int, int> _solve;
    private readonly Action<int, int> _store;
    private SolverBody* _bodies;
    private Softness _soft;
    private int _first;

    public HingeStage(World world)
    {
        _world = world;
        _fill = Fill;
        _warmStart = (from, to) => _world.Solver.Path.WarmStart(_blocks.Rows, _first + from, _first + to, _bodies);
        _solve = (from, to) => _world.Solver.Path.Solve(_blocks.Rows, _first + from, _first + to, _bodies, _soft);
        _store = Store;
    }

    /// <summary>Whether nothing but a point is held. What has no colour shares bodies with its like and is not for a block.</summary>
    public static bool Takes(JointRow* row, int color) =>
        row->Kind == JointKind.Hinge && row->HasLimit == 0 && row->HasSpring == 0 && row->MaxMotor == 0f && color != Palette.Overflow;

    /// <summary>Room for so many of each colour.</summary>
    public void Begin(int[] counts, SolverBody* bodies)
    {
        _bodies = bodies;
        int at = 0;
        for (int color = 0; color < Palette.Colors; color++)
        {
            _starts[color] = at;
            _next[color] = at * HingeBlock.Lanes;
            at += (counts[color] + HingeBlock.Lanes - 1) / HingeBlock.Lanes;
        }

        _starts[Palette.Colors] = at;
        HingeBlock* blocks = _blocks.Reserve(at);
        for (int i = 0; i < at; i++) blocks[i].Used = 0;
    }

    public void Add(int joint, int color)
    {
        HingeBlock* block = _blocks.Rows + (_next[color]++ / HingeBlock.Lanes);
        block->Joint[block->Used++] = joint;
    }

    public void Prepare() => _world.Crew.For(_starts[Palette.Colors], Grain, _fill);

    public void WarmStart(int color) => For(color, _warmStart);

    public void Solve(int color, Softness soft)
    {
        _soft = soft;
        For(color, _solve);
    }

    public void Store() => _world.Crew.For(_starts[Palette.Colors], Grain, _store);

    private void For(int color, Action<int, int> job)
    {
        _first = _starts[color];
        int count = _starts[color + 1] - _first;
        if (count > 0) _world.Crew.For(count, Grain, job);
    }

    private void Fill(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            HingeBlock* block = _blocks.Rows + i;
            for (int lane = 0; lane < block->Used; lane++) FillLane(block, lane);
            for (int lane = block->Used; lane < HingeBlock.Lanes; lane++) ClearLane(block, lane);
        }
    }

    private void FillLane(HingeBlock* block, int lane)
    {
        BodyTable bodies = _world.Bodies;
        int joint = block->Joint[lane];
        JointRow* row = _world.Joints.Rows.Rows + joint;
        BodyMass* ma = bodies.Masses.Rows + row->BodyA, mb = bodies.Masses.Rows + row->BodyB;
        BodyPose* pa = bodies.Poses.Rows + row->BodyA, pb = bodies.Poses.Rows + row->BodyB;
        int a = bodies.Links[row->BodyA].Awake, b = bodies.Links[row->BodyB].Awake;
        (block->A[lane], block->B[lane]) = (a, b);
        (block->InverseMassA[lane], block->InverseInertiaA[lane]) = a == 0 ? (0f, 0f) : (ma->InverseMass, ma->InverseInertia);
        (block->InverseMassB[lane], block->InverseInertiaB[lane]) = b == 0 ? (0f, 0f) : (mb->InverseMass, mb->InverseInertia);
        Vec2 anchorA = pa->Rotation * (row->AnchorA - ma->Center), anchorB = pb->Rotation * (row->AnchorB - mb->Center), between = pb->Center - pa->Center;
        Vec2 impulse = _world.Joints.Impulses[joint].Linear;
        (block->AnchorAx[lane], block->AnchorAy[lane]) = (anchorA.X, anchorA.Y);
        (block->AnchorBx[lane], block->AnchorBy[lane]) = (anchorB.X, anchorB.Y);
        (block->BetweenX[lane], block->BetweenY[lane]) = (between.X, between.Y);
        (block->ImpulseX[lane], block->ImpulseY[lane]) = (impulse.X, impulse.Y);
    }

    private static void ClearLane(HingeBlock* block, int lane)
    {
        int* fields = (int*)block;
        for (int i = 0; i < sizeof(HingeBlock) / sizeof(int) - 1; i += HingeBlock.Lanes) fields[i + lane] = 0;
    }

    private void Store(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            HingeBlock* block = _blocks.Rows + i;
            for (int lane = 0; lane < block->Used; lane++)
            {
                _world.Joints.Impulses[block->Joint[lane]].Linear = Scalar.Canonical(new Vec2(block->ImpulseX[lane], block->ImpulseY[lane]));
            }
        }
    }
}
