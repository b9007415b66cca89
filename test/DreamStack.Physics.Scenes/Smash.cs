using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>A heavy block thrown through a wall of small ones, without gravity.</summary>
public sealed class Smash : PhysicsScene
{
    public override int QuickSteps => 120;

    public override WorldSettings Settings => new() { Gravity = default };

    protected override void Build(World world)
    {
        Add(world, Shape.Box(2f, 2f), new Vec2(-14f, 0f), velocity: new Vec2(40f, 0f), surface: new Surface { Density = 8f });
        Shape small = Shape.Box(0.2f, 0.2f);
        for (int x = 0; x < 40; x++)
        {
            for (int y = 0; y < 24; y++) Add(world, small, new Vec2(-8f + (0.4f * x), -4.6f + (0.4f * y)));
        }
    }
}
