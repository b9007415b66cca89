using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Hierarchy;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;

namespace DreamStack.Tests.Physics;

/// <summary>A world with one of each thing, and names of things that are gone.</summary>
internal sealed class CallSite : IDisposable
{
    private readonly World _untouched;

    public CallSite()
    {
        (World, _untouched) = (Make(), Make());
        Timeline = new Timeline(World, (_, _) => { });
    }

    public World World { get; }

    public Timeline Timeline { get; }

    public BodyId Ground { get; private set; }

    public BodyId Ball { get; private set; }

    public BodyId GoneBody { get; private set; }

    public ShapeId Disc { get; private set; }

    public ShapeId GoneShape { get; private set; }

    public JointId Hinge { get; private set; }

    public JointId Rope { get; private set; }

    public JointId GoneJoint { get; private set; }

    public RegionId GoneRegion { get; private set; }

    public NodeId Node { get; private set; }

    public NodeId BodyNode { get; private set; }

    public NodeId GoneNode { get; private set; }

    /// <summary>The world that nothing was tried on, a step on.</summary>
    public World Untouched()
    {
        _untouched.Step();
        return _untouched;
    }

    public void Dispose()
    {
        World.Dispose();
        _untouched.Dispose();
    }

    private World Make()
    {
        World world = new(new WorldSettings { MaxBodies = 8 });
        Ground = world.AddGround();
        Ball = world.AddBody(new BodyDefinition { Position = new Vec2(0f, 0.5f) });
        Disc = world.AddShape(Ball, Shape.Circle(0.5f));
        BodyId other = world.Add(Shape.Circle(0.5f), new Vec2(2f, 0.5f));
        GoneShape = world.AddShape(other, Shape.Circle(0.2f));
        world.RemoveShape(GoneShape);
        Hinge = world.AddJoint(new HingeJoint { BodyA = Ball, BodyB = other, AnchorA = new Vec2(1f, 0f), AnchorB = new Vec2(-1f, 0f) });
        Rope = world.AddJoint(new DistanceJoint { BodyA = Ground, BodyB = other, Length = 3f });
        GoneJoint = world.AddJoint(new WeldJoint { BodyA = Ball, BodyB = other });
        world.RemoveJoint(GoneJoint);
        GoneBody = world.Add(Shape.Circle(0.5f), new Vec2(9f, 9f));
        world.RemoveBody(GoneBody);
        world.AddRegion(new RegionDefinition { Shape = Shape.Box(1f, 1f) });
        GoneRegion = world.AddRegion(new RegionDefinition { Shape = Shape.Box(1f, 1f) });
        world.RemoveRegion(GoneRegion);
        Node = world.AddNode(Pose.At(new Vec2(1f, 2f)));
        BodyNode = world.AddNode(Ball, Node);
        GoneNode = world.AddNode(Pose.Identity);
        world.RemoveNode(GoneNode);
        world.Run(3);
        return world;
    }
}
