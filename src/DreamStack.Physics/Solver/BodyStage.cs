using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Solver;

/// <summary>The bodies' part of a step: in, through the sub-steps, and out again.</summary>
internal sealed unsafe class BodyStage
{
    private const int Grain = 256;

    private readonly World _world;
    private readonly Scratch<SolverBody> _bodies = new();
    private readonly Scratch<BodyDrive> _drives = new();
    private readonly Action<int, int> _prepare;
    private readonly Action<int, int> _drive;
    private readonly Action<int, int> _advance;
    private readonly Action<int, int> _finish;
    private StepContext _context;

    public BodyStage(World world)
    {
        _world = world;
        _prepare = Prepare;
        _drive = Drive;
        _advance = Advance;
        _finish = Finish;
    }

    public SolverBody* Rows => _bodies.Rows;

    /// <summary>How far the centre of an awake body went in this step.</summary>
    public Vec2 WayOf(int row) => new(Rows[row].Dx, Rows[row].Dy);

    /// <summary>How far it turned.</summary>
    public Rotation TurnOf(int row) => new(Rows[row].Cos, Rows[row].Sin);

    private int Count => _world.Bodies.Awake.Count;

    public void Prepare(in StepContext context)
    {
        _context = context;
        _bodies.Reserve(Count + 1);
        _drives.Reserve(Count + 1);
        Rows[0] = new SolverBody { Cos = 1f };
        _world.Crew.For(Count, Grain, _prepare);
    }

    public void Drive() => _world.Crew.For(Count, Grain, _drive);

    public void Advance() => _world.Crew.For(Count, Grain, _advance);

    public void Finish() => _world.Crew.For(Count, Grain, _finish);

    private void Prepare(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            int body = _world.Bodies.Awake[i];
            BodyMotion motion = _world.Bodies.Motions[body];
            BodyForce force = _world.Bodies.Forces[body];
            BodyTuning tuning = _world.Bodies.Tunings[body];
            BodyMass mass = _world.Bodies.Masses[body];
            float h = _context.H * force.TimeScale;
            bool isDynamic = _world.Bodies.Links[body].Kind == BodyKind.Dynamic;
            Rows[i + 1] = new SolverBody { Vx = motion.Linear.X, Vy = motion.Linear.Y, W = motion.Angular, TimeScale = force.TimeScale, Cos = 1f };
            _drives.Rows[i + 1] = !isDynamic ? new BodyDrive { Keep = 1f, SpinKeep = 1f } : new BodyDrive
            {
                Gain = (h * tuning.GravityScale * _context.Gravity) + (h * mass.InverseMass * force.Linear),
                SpinGain = h * mass.InverseInertia * force.Torque,
                Keep = 1f / (1f + (h * tuning.LinearDamping)),
                SpinKeep = 1f / (1f + (h * tuning.AngularDamping)),
            };
        }
    }

    private void Drive(int from, int to)
    {
        float mostTurn = Limits.MaxTurn * _context.InverseH / _context.SubSteps;
        for (int i = from + 1; i <= to; i++)
        {
            SolverBody* b = Rows + i;
            BodyDrive* d = _drives.Rows + i;
            Vec2 v = d->Keep * (new Vec2(b->Vx, b->Vy) + d->Gain);
            float w = d->SpinKeep * (b->W + d->SpinGain);
            if (v.LengthSquared > Limits.MaxSpeed * Limits.MaxSpeed) v = Limits.MaxSpeed * v.Normalized();
            b->Vx = v.X;
            b->Vy = v.Y;
            b->W = Scalar.Clamp(w, -mostTurn, mostTurn);
        }
    }

    private void Advance(int from, int to)
    {
        for (int i = from + 1; i <= to; i++)
        {
            SolverBody* b = Rows + i;
            float h = _context.H * b->TimeScale;
            b->Dx += h * b->Vx;
            b->Dy += h * b->Vy;
            Rotation q = new Rotation(b->Cos, b->Sin).Turned(h * b->W);
            b->Cos = q.Cos;
            b->Sin = q.Sin;
        }
    }

    private void Finish(int from, int to)
    {
        WorldSettings settings = _world.Settings;
        for (int i = from; i < to; i++)
        {
            int body = _world.Bodies.Awake[i];
            SolverBody* b = Rows + i + 1;
            BodyPose* pose = _world.Bodies.Poses.Rows + body;
            pose->Center = Scalar.Canonical(pose->Center + new Vec2(b->Dx, b->Dy));
            Rotation q = (new Rotation(b->Cos, b->Sin) * pose->Rotation).Unit();
            pose->Rotation = new Rotation(Scalar.Canonical(q.Cos), Scalar.Canonical(q.Sin));
            Vec2 v = new(Scalar.Canonical(b->Vx), Scalar.Canonical(b->Vy));
            _world.Bodies.Motions[body] = new BodyMotion { Linear = v, Angular = Scalar.Canonical(b->W) };
            _world.Bodies.Forces[body] = new BodyForce { TimeScale = 1f };
            bool isStill = MathF.Abs(b->W) * _world.Bodies.Tunings[body].MaxExtent <= settings.SleepSpeed && v.Length <= settings.SleepSpeed;
            isStill &= settings.MaySleep && (_world.Bodies.Links[body].Flags & BodyFlags.MaySleep) != 0;
            _world.Bodies.SleepTimes[body] = isStill ? _world.Bodies.SleepTimes[body] + _context.Dt : 0f;
        }
    }
}
