using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Continuous;
using DreamStack.Physics.Events;
using DreamStack.Physics.Hierarchy;
using DreamStack.Physics.Islands;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Solver;
using DreamStack.Physics.Parallel;

namespace DreamStack.Physics.Worlds;

/// <summary>
/// A 2D world of rigid bodies in metres, kilograms and seconds. The same calls in the same order give the same bits on
/// every machine. Belongs to one thread at a time; it brings its own workers if the settings ask for them.
/// </summary>
public sealed unsafe partial class World : IDisposable
{
    private readonly ListTable<WorldGlobals> _globals;
    private readonly ContactUpdate _contactUpdate;
    private readonly PairFinder _pairFinder;
    private readonly StepSolver _solver;
    private readonly IslandSleep _islands;
    private readonly Sweeper _sweeper;
    private readonly RegionField _regions;
    private bool _isDisposed;

    /// <summary>An empty world.</summary>
    public World(WorldSettings? settings = null)
    {
        Settings = settings ?? new WorldSettings();
        Settings.Validate();
        Arena = new Arena();
        _globals = new ListTable<WorldGlobals>(Arena, "world", true, "step", "stepHigh", "random", "randomHigh", "events", "eventsHigh", "gravity.x", "gravity.y");
        Bodies = new BodyTable(Arena, Settings.MaxBodies);
        Shapes = new ShapeTable(Arena, Settings.MaxBodies);
        Contacts = new ContactTable(Arena);
        Joints = new JointTable(Arena);
        StaticTree = new BoundsTree(Arena, "staticTree");
        MovingTree = new BoundsTree(Arena, "movingTree");
        Moved = new ListTable<int>(Arena, "movedShapes", isChecked: false);
        RegionRows = new RegionTable(Arena);
        Nodes = new NodeTable(Arena, Bodies);
        Log = new EventLog(Arena);
        _globals.Push(new WorldGlobals { Random = Settings.Seed, Gravity = Settings.Gravity });
        Shapes.Begin();
        StaticTree.Begin();
        MovingTree.Begin();
        Arena.SetLeast();
        Crew = new Crew(Settings.Workers);
        _pairFinder = new PairFinder(this);
        _contactUpdate = new ContactUpdate(this);
        _solver = new StepSolver(this);
        _sweeper = new Sweeper(this);
        _islands = new IslandSleep(this);
        _regions = new RegionField(this);
    }

    /// <summary>What it was made with.</summary>
    public WorldSettings Settings { get; }

    /// <summary>Steps done.</summary>
    public long StepCount => Globals.Step;

    /// <summary>Live bodies.</summary>
    public int BodyCount => Bodies.Slots.Live;

    /// <summary>Bodies that are simulated now; the others are still or static.</summary>
    public int AwakeCount => Bodies.Awake.Count;

    /// <summary>Pairs of shapes that are near each other.</summary>
    public int ContactCount => Contacts.Slots.Live;

    /// <summary>Live constraints.</summary>
    public int JointCount => Joints.Slots.Live;

    /// <summary>Acceleration of everything, in m/s²; wakes nobody.</summary>
    public Vec2 Gravity
    {
        get => Globals.Gravity;
        set
        {
            ThrowIfStepping();
            Globals.Gravity = Guard.Vector(value, WorldSettings.MostGravity);
        }
    }

    internal Arena Arena { get; }

    internal BodyTable Bodies { get; }

    internal ShapeTable Shapes { get; }

    internal ContactTable Contacts { get; }

    internal JointTable Joints { get; }

    internal BoundsTree StaticTree { get; }

    internal BoundsTree MovingTree { get; }

    internal ListTable<int> Moved { get; }

    internal RegionTable RegionRows { get; }

    internal NodeTable Nodes { get; }

    internal EventLog Log { get; }

    internal Crew Crew { get; }

    internal StepSolver Solver => _solver;

    internal ref WorldGlobals Globals => ref _globals[0];

    /// <summary>A random number in [0, 1) from the world's seed: part of the state, so it comes again after a restore.</summary>
    public float NextRandom() => Random64.NextUnit(ref Globals.Random);

    /// <summary>Ends the workers; the world can still be looked at, and takes no more steps.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Crew.Dispose();
    }
}
