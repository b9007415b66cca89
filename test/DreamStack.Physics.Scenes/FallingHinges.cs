using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Columns of boxes, hinged with limits and springs, fall over each other.</summary>
public sealed class FallingHinges : PhysicsScene
{
    protected override void Build(World world)
    {
        Ground(world, 40f);
        for (int column = 0; column < 4; column++)
        {
            BodyId last = default;
            for (int row = 0; row < 30; row++)
            {
                float x = (column - 1.5f) * 6f + (row * 0.02f);
                BodyId body = Add(world, Shape.Box(0.25f, 0.25f, default, 0f, 0.02f), new Vec2(x, 0.5f + (0.55f * row)), 0.1f * ((row % 3) - 1));
                if (row % 2 == 1)
                {
                    world.AddJoint(new HingeJoint
                    {
                        BodyA = last, BodyB = body, AnchorA = new Vec2(0.25f, 0.25f), AnchorB = new Vec2(0.25f, -0.25f),
                        HasLimit = true, LowerAngle = -0.1f * MathF.PI, UpperAngle = 0.3f * MathF.PI, Hertz = 0.5f, Damping = 0.5f,
                    });
                }

                last = body;
            }
        }
    }
}
