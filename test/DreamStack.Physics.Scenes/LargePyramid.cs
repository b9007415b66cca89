using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Boxes in one pyramid: 5,050 in a hundred rows, as the golden has it, or another number for a plot.</summary>
public sealed class LargePyramid(int rows = 100) : PhysicsScene
{
    public override int QuickSteps => 60;

    public override WorldSettings Settings => new() { MaySleep = false };

    protected override void Build(World world)
    {
        Ground(world, rows);
        Pyramid.Add(world, new Vec2(0f, 0f), rows, 0.5f);
    }
}
