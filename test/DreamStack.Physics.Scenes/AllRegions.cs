using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>A column for each kind of region, with circles and boxes falling through it.</summary>
public sealed class AllRegions : PhysicsScene
{
    protected override void Build(World world)
    {
        Ground(world, 60f, -10f);
        RegionEffect[] effects = Enum.GetValues<RegionEffect>();
        for (int i = 0; i < effects.Length; i++)
        {
            float x = (i - 4.5f) * 6f;
            world.AddRegion(new RegionDefinition
            {
                Shape = i % 2 == 0 ? Shape.Box(2.5f, 3f) : Shape.Circle(2.5f),
                Pose = Pose.At(new Vec2(x, -4f)),
                Effect = effects[i],
                Vector = new Vec2(3f, 2f),
                Strength = effects[i] == RegionEffect.TimeScale ? 0.3f : 3f,
                Falloff = 0.25f,
                RaisesStay = i % 3 == 0,
            });
            for (int k = 0; k < 4; k++)
            {
                Add(world, Shape.Circle(0.3f), new Vec2(x - 1f, 2f + (2f * k)));
                Add(world, Shape.Box(0.3f, 0.2f), new Vec2(x + 1f, 3f + (2f * k)), 0.5f * k);
            }
        }
    }
}
