using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>A cloth of 5,041 discs and 9,940 hinges, hung up by its top.</summary>
public sealed class JointGrid : PhysicsScene
{
    private const int Side = 71;

    public override int QuickSteps => 60;

    public override WorldSettings Settings => new() { MaySleep = false };

    protected override void Build(World world)
    {
        Surface surface = new() { Filter = new Filter(1, 0, 0) };
        Shape disc = Shape.Circle(0.4f);
        BodyId[] bodies = new BodyId[Side * Side];
        for (int x = 0; x < Side; x++)
        {
            for (int y = 0; y < Side; y++)
            {
                bool isHung = y == 0 && (x == 0 || x == Side - 1 || x % 10 == 5);
                BodyId body = world.AddBody(new BodyDefinition { Kind = isHung ? BodyKind.Static : BodyKind.Dynamic, Position = new Vec2(x, -y) });
                world.AddShape(body, disc, surface);
                bodies[(x * Side) + y] = body;
                if (y > 0) Join(world, bodies[(x * Side) + y - 1], body, new Vec2(0f, -0.5f));
                if (x > 0) Join(world, bodies[((x - 1) * Side) + y], body, new Vec2(0.5f, 0f));
            }
        }
    }

    private static void Join(World world, BodyId a, BodyId b, Vec2 anchor) =>
        world.AddJoint(new HingeJoint { BodyA = a, BodyB = b, AnchorA = anchor, AnchorB = -anchor });
}
