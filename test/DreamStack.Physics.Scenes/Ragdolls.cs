using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

/// <summary>Twenty figures of capsules on hinges with limits and friction fall on steps; slider, weld, rope and motor hang beside.</summary>
public sealed class Ragdolls : PhysicsScene
{
    protected override void Build(World world)
    {
        BodyId ground = Ground(world, 40f);
        for (int i = 0; i < 6; i++) world.AddShape(ground, Shape.Box(1.5f, 0.3f, new Vec2(-10f + (4f * i), 2f + (i % 2))));
        for (int i = 0; i < 20; i++) AddFigure(world, new Vec2(-10f + (4f * (i % 6)), 6f + (3f * (i / 6))), 0.3f * i);
        BodyId a = Add(world, Shape.Box(0.3f, 0.3f), new Vec2(14f, 6f)), b = Add(world, Shape.Box(0.3f, 0.3f), new Vec2(16f, 6f));
        BodyId c = Add(world, Shape.Box(0.3f, 0.3f), new Vec2(17f, 6f)), d = Add(world, Shape.Circle(0.3f), new Vec2(18f, 6f));
        world.AddJoint(new SliderJoint { BodyA = ground, BodyB = a, AnchorA = new Vec2(14f, 7f), Axis = new Vec2(0f, 1f), HasLimit = true, Lower = -2f, Upper = 1f, MotorForce = 5f, MotorSpeed = 2f });
        world.AddJoint(new WeldJoint { BodyA = b, BodyB = c, AnchorA = new Vec2(0.5f, 0f), AnchorB = new Vec2(-0.5f, 0f), Hertz = 4f });
        world.AddJoint(new DistanceJoint { BodyA = a, BodyB = b, Length = 2f, IsSpring = true, MaxLength = 2.5f });
        world.AddJoint(new MotorJoint { BodyA = ground, BodyB = d, LinearVelocity = new Vec2(0f, 1f), MaxForce = 4f, MaxTorque = 1f });
        world.AddJoint(new MouseJoint { BodyA = ground, BodyB = c, Target = new Vec2(17f, 8f), MaxForce = 100f });
    }

    private static void AddFigure(World world, Vec2 at, float angle)
    {
        Rotation q = Rotation.FromAngle(angle);
        BodyId Limb(Vec2 center, float half, float radius) =>
            Add(world, Shape.Capsule(new Vec2(0f, -half), new Vec2(0f, half), radius), at + (q * center), angle);

        BodyId body = Limb(default, 0.3f, 0.2f), head = Limb(new Vec2(0f, 0.8f), 0.05f, 0.18f);
        Hinge(world, body, head, new Vec2(0f, 0.5f), new Vec2(0f, -0.3f), 0.5f);
        foreach (float side in new[] { -1f, 1f })
        {
            BodyId arm = Limb(new Vec2(0.35f * side, 0.1f), 0.2f, 0.08f), leg = Limb(new Vec2(0.12f * side, -0.8f), 0.3f, 0.1f);
            Hinge(world, body, arm, new Vec2(0.35f * side, 0.3f), new Vec2(0f, 0.2f), 1.5f);
            Hinge(world, body, leg, new Vec2(0.12f * side, -0.4f), new Vec2(0f, 0.4f), 0.8f);
        }
    }

    private static void Hinge(World world, BodyId a, BodyId b, Vec2 anchorA, Vec2 anchorB, float limit) => world.AddJoint(new HingeJoint
    {
        BodyA = a, BodyB = b, AnchorA = anchorA, AnchorB = anchorB, HasLimit = true, LowerAngle = -limit, UpperAngle = limit, MotorTorque = 0.05f, BreakForce = 5000f,
    });
}
