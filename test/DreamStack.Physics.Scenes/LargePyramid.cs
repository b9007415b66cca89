using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>5,050 boxes in one pyramid.</summary>
public sealed class LargePyramid : PhysicsScene
{
    public override int QuickSteps => 60;

    public override WorldSettings Settings => new() { MaySleep = false };

    protected override void Build(World world)
    {
        Ground(world, 100f);
        Pyramid.Add(world, new Vec2(0f, 0f), 100, 0.5f);
    }
}
