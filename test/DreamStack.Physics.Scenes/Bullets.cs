using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>1,000 small fast bodies fly at a wall of 2 cm, half of them boxes that spin.</summary>
public sealed class Bullets : PhysicsScene
{
    public const float Wall = 20f;

    public override int QuickSteps => 60;

    public override WorldSettings Settings => new() { Gravity = default };

    protected override void Build(World world)
    {
        BodyId wall = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(wall, Shape.Box(0.01f, 200f, new Vec2(Wall, 0f)));
        for (int i = 0; i < 1000; i++)
        {
            float speed = 50f + (1500f * world.NextRandom());
            BodyId bullet = world.AddBody(new BodyDefinition
            {
                Position = new Vec2(-5f * world.NextRandom(), (i - 500) * 0.3f),
                Angle = world.NextRandom(),
                LinearVelocity = new Vec2(speed, 0f),
                AngularVelocity = 20f * world.NextRandom(),
                IsBullet = true,
            });
            world.AddShape(bullet, i % 2 == 0 ? Shape.Circle(0.05f) : Shape.Box(0.05f, 0.05f), new Surface { Restitution = (i % 5) * 0.1f });
        }
    }
}
