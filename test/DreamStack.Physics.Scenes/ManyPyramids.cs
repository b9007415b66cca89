using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Twenty pyramids of 55 boxes on shelves.</summary>
public sealed class ManyPyramids : PhysicsScene
{
    public override int QuickSteps => 120;

    protected override void Build(World world)
    {
        for (int shelf = 0; shelf < 4; shelf++)
        {
            Ground(world, 40f, shelf * 12f);
            for (int i = 0; i < 5; i++) Pyramid.Add(world, new Vec2((i - 2) * 12f, shelf * 12f), 10, 0.45f);
        }
    }
}
