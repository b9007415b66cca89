using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Whatever is accepted, down to the ends of what may be, gives numbers.</summary>
public sealed class ExtremeTests
{
    private const int Worlds = 400;
    private const int Steps = 20;

    [Fact]
    public void A_world_of_what_is_barely_accepted_has_no_number_that_is_none()
    {
        int moved = 0;
        for (int seed = 0; seed < Worlds; seed++)
        {
            Random random = new(seed);
            using World world = new(new WorldSettings { Gravity = new Vec2(Any(random, 1e6f), Any(random, 1e6f)), SubSteps = random.Next(1, 9) });
            BodyId[] bodies = [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => AddBody(world, random))];
            for (int i = 0; i < random.Next(5); i++) Join(world, random, bodies);
            for (int i = 0; i < random.Next(3); i++) AddRegion(world, random);
            for (int step = 0; step < Steps; step++)
            {
                foreach (BodyId id in bodies.Where(world.Contains)) Push(world[id], random);
                world.Step(random.Next(4) == 0 ? 0.1f : 1f / 60f);
                foreach (BodyId id in bodies.Where(world.Contains))
                {
                    Body body = world[id];
                    bool isNumber = float.IsFinite(body.Center.Length) && float.IsFinite(body.LinearVelocity.Length) && float.IsFinite(body.AngularVelocity) && MathF.Abs(body.Pose.Rotation.Cos) <= 1.001f;
                    Assert.True(isNumber, $"World {seed}, step {step}: {body.Center}, {body.LinearVelocity}, {body.AngularVelocity}, {body.Pose.Rotation}.");
                    moved += body.LinearVelocity != default ? 1 : 0;
                }
            }
        }

        Assert.True(moved > Worlds * Steps);
    }

    // The ends of a range, nothing, and what lies between by orders of magnitude.
    private static float Any(Random random, float most) => random.Next(5) switch
    {
        0 => most,
        1 => -most,
        2 => 0f,
        _ => (random.Next(2) == 0 ? -1f : 1f) * most * MathF.Pow(10f, -8f * random.NextSingle()),
    };

    private static float Positive(Random random, float least, float most) => random.Next(3) switch
    {
        0 => least,
        1 => most,
        _ => least * MathF.Pow(most / least, random.NextSingle()),
    };

    // Half of them near each other, so that they meet.
    private static Vec2 Place(Random random) => random.Next(2) == 0 ? new Vec2(Any(random, 2f), Any(random, 2f)) : new Vec2(Any(random, 1e6f), Any(random, 1e6f));

    private static BodyId AddBody(World world, Random random)
    {
        BodyId body = world.AddBody(new BodyDefinition
        {
            Kind = (BodyKind)random.Next(1, 3), Position = Place(random), Angle = Any(random, 1e6f), LinearVelocity = new Vec2(Any(random, 1e6f), Any(random, 1e6f)), AngularVelocity = Any(random, 1e6f),
            LinearDamping = MathF.Abs(Any(random, 1e6f)), AngularDamping = MathF.Abs(Any(random, 1e6f)), GravityScale = Any(random, 1e6f), IsBullet = random.Next(2) == 0,
        });
        for (int i = 0; i < random.Next(1, 3); i++)
        {
            float size = Positive(random, 1e-4f, 1e5f), other = Positive(random, 1e-4f, 1e5f);
            Shape shape = random.Next(3) switch
            {
                0 => Shape.Circle(size),
                1 => Shape.Capsule(default, new Vec2(MathF.Max(size, 1e-3f), 0f), other),
                _ => Shape.Box(0.7f * size + 1e-4f, 0.7f * other + 1e-4f),
            };
            world.AddShape(body, shape, new Surface { Density = Positive(random, 1e-6f, 1e6f), Friction = Positive(random, 1e-6f, 100f), Restitution = random.NextSingle(), BeltSpeed = Any(random, 1000f) });
        }

        return body;
    }

    private static void Join(World world, Random random, BodyId[] bodies)
    {
        BodyId a = bodies[random.Next(bodies.Length)], b = bodies[random.Next(bodies.Length)];
        if (a == b || (world[a].Kind != BodyKind.Dynamic && world[b].Kind != BodyKind.Dynamic)) return;
        Vec2 at = new(Any(random, 2f), Any(random, 2f)), on = new(Any(random, 2f), Any(random, 2f));
        float hertz = MathF.Abs(Any(random, 1000f)), damping = MathF.Abs(Any(random, 100f)), force = MathF.Abs(Any(random, 1e12f)), speed = Any(random, 1e4f);
        JointDefinition joint = random.Next(6) switch
        {
            0 => new DistanceJoint { BodyA = a, BodyB = b, Length = MathF.Abs(Any(random, 1e6f)), IsSpring = random.Next(2) == 0, Hertz = hertz, Damping = damping, MaxLength = 1e6f },
            1 => new HingeJoint { BodyA = a, BodyB = b, HasLimit = true, LowerAngle = -1f, UpperAngle = 1f, MotorTorque = force, MotorSpeed = speed, Hertz = hertz, Damping = damping },
            2 => new WeldJoint { BodyA = a, BodyB = b, Hertz = hertz, Damping = damping },
            3 => new SliderJoint { BodyA = a, BodyB = b, HasLimit = true, Lower = -1e6f, Upper = 1e6f, MotorForce = force, MotorSpeed = speed, Hertz = hertz, Damping = damping },
            4 => new MouseJoint { BodyA = a, BodyB = b, Target = Place(random), Hertz = MathF.Max(0.01f, hertz), Damping = damping, MaxForce = force },
            _ => new MotorJoint { BodyA = a, BodyB = b, LinearVelocity = new Vec2(speed, -speed), AngularVelocity = speed, MaxForce = force, MaxTorque = force },
        };
        world.AddJoint(joint with { AnchorA = at, AnchorB = on, BodiesTouch = random.Next(2) == 0 });
    }

    private static void AddRegion(World world, Random random)
    {
        RegionEffect effect = (RegionEffect)random.Next(9);
        world.AddRegion(new RegionDefinition
        {
            Shape = Shape.Circle(Positive(random, 1e-4f, 1e5f)), Pose = Pose.At(Place(random)), Effect = effect, Vector = new Vec2(Any(random, 1e6f), Any(random, 1e6f)),
            Strength = effect == RegionEffect.TimeScale ? 2f * random.NextSingle() : Any(random, 1e6f), Damping = MathF.Abs(Any(random, 1e4f)), Falloff = random.NextSingle(), Exclusive = random.Next(2) == 0,
        });
    }

    private static void Push(Body body, Random random)
    {
        if (random.Next(4) != 0 || body.Center.Length > 1e6f) return;
        Vec2 point = body.Center + new Vec2(Any(random, 1f), Any(random, 1f));
        if (MathF.Max(MathF.Abs(point.X), MathF.Abs(point.Y)) > 1e6f) return;
        body.ApplyForce(new Vec2(Any(random, 1e18f), Any(random, 1e18f)), point);
        body.ApplyImpulse(new Vec2(Any(random, 1e18f), Any(random, 1e18f)));
    }
}
