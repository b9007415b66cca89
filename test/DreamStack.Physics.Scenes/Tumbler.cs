using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>A turning drum into which boxes fall, one a step.</summary>
public sealed class Tumbler : PhysicsScene
{
    protected override void Build(World world)
    {
        BodyId drum = world.AddBody(new BodyDefinition { Kind = BodyKind.Kinematic, AngularVelocity = 0.5f });
        world.AddShape(drum, Shape.Box(0.5f, 10f, new Vec2(10f, 0f)));
        world.AddShape(drum, Shape.Box(0.5f, 10f, new Vec2(-10f, 0f)));
        world.AddShape(drum, Shape.Box(10f, 0.5f, new Vec2(0f, 10f)));
        world.AddShape(drum, Shape.Box(10f, 0.5f, new Vec2(0f, -10f)));
    }

    protected override void BeforeStep(World world, long step)
    {
        if (world.BodyCount < 250) Add(world, Shape.Box(0.25f, 0.25f), new Vec2((world.NextRandom() * 4f) - 2f, 6f));
    }
}
