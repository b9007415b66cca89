using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Tests.Physics;

/// <summary>What nearly every test of a world begins with.</summary>
internal static class WorldSetup
{
    /// <summary>A floor whose top is at height 0.</summary>
    public static BodyId AddGround(this World world)
    {
        BodyId ground = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(ground, Shape.Box(50f, 1f, new Vec2(0f, -1f)));
        return ground;
    }

    /// <summary>A dynamic body of one shape.</summary>
    public static BodyId Add(this World world, Shape shape, Vec2 at, Surface? surface = null)
    {
        BodyId body = world.AddBody(new BodyDefinition { Position = at });
        world.AddShape(body, shape, surface);
        return body;
    }

    public static void Run(this World world, int steps)
    {
        for (int i = 0; i < steps; i++) world.Step();
    }
}
