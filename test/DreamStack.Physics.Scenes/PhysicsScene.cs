using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>A world that is built the same way each time, and what is done to it before each step.</summary>
public abstract class PhysicsScene
{
    public string Name => GetType().Name;

    /// <summary>Steps that the quick tests run; the explicit ones run 300.</summary>
    public virtual int QuickSteps => 300;

    public virtual WorldSettings Settings => new();

    public static IReadOnlyList<PhysicsScene> All { get; } =
    [
        new LargePyramid(), new ManyPyramids(), new JointGrid(), new Tumbler(), new Rain(), new Smash(), new FallingHinges(), new Ragdolls(), new Bullets(), new AllRegions(),
    ];

    public static PhysicsScene Named(string name) => All.Single(scene => scene.Name == name);

    public World Make(WorldSettings settings)
    {
        World world = new(settings);
        Build(world);
        return world;
    }

    public void Step(World world)
    {
        Prepare(world);
        world.Step();
    }

    /// <summary>What is done to the world before its next step.</summary>
    public void Prepare(World world) => BeforeStep(world, world.StepCount);

    /// <summary>Decides by the world's state alone, so that a restored world goes on as the first did.</summary>
    protected virtual void BeforeStep(World world, long step)
    {
    }

    protected abstract void Build(World world);

    protected static BodyId Ground(World world, float halfWidth, float y = 0f)
    {
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static, Position = new Vec2(0f, y - 1f) });
        world.AddShape(ground, Shape.Box(halfWidth, 1f));
        return ground;
    }

    protected static BodyId Add(World world, Shape shape, Vec2 position, float angle = 0f, Vec2 velocity = default, Surface? surface = null)
    {
        BodyId body = world.AddBody(new BodyDefinition { Position = position, Angle = angle, LinearVelocity = velocity });
        world.AddShape(body, shape, surface);
        return body;
    }
}
