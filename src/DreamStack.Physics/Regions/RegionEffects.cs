using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Regions;

/// <summary>What each kind of region adds to a body's forces.</summary>
internal static unsafe class RegionEffects
{
    public static void Act(World world, RegionRow* region, int body, float dt)
    {
        BodyMass mass = world.Bodies.Masses[body];
        Vec2 center = world.Bodies.Poses[body].Center, velocity = world.Bodies.Motions[body].Linear;
        ref BodyForce force = ref world.Bodies.Forces[body];
        Vec2 middle = region->Pose * region->Outline.Centroid;
        Vec2 outward = (center - middle).Normalized(out float distance);
        float share = Scalar.Max(0f, 1f - (region->Falloff * distance / region->Radius));
        float strength = share * region->Strength;
        switch (region->Effect)
        {
            case RegionEffect.UniformGravity:
                force.Linear += mass.Mass * ((share * region->Vector) - Replaced(world, region, body));
                break;
            case RegionEffect.PointGravity:
                force.Linear += mass.Mass * ((-strength * outward) - Replaced(world, region, body));
                break;
            case RegionEffect.Drag:
                // Never more than stops the body within the step.
                force.Linear -= Scalar.Min(strength, 1f / dt) * mass.Mass * velocity;
                force.Torque -= Scalar.Min(strength, 1f / dt) * mass.Inertia * world.Bodies.Motions[body].Angular;
                break;
            case RegionEffect.Wind:
                float size = 2f * world.Bodies.Tunings[body].MaxExtent;
                force.Linear += Scalar.Min(strength * size, mass.Mass / dt) * (region->Vector - velocity);
                break;
            case RegionEffect.Buoyancy:
                Buoyancy.Act(world, region, body, dt, ref force);
                break;
            case RegionEffect.Vortex:
                force.Linear += mass.Mass * strength * outward.Left;
                break;
            case RegionEffect.Conveyor:
                force.Linear += Scalar.Min(strength, 1f / dt) * mass.Mass * (region->Vector - velocity);
                break;
            case RegionEffect.TimeScale:
                force.TimeScale *= 1f + (share * (region->Strength - 1f));
                break;
        }
    }

    private static Vec2 Replaced(World world, RegionRow* region, int body) =>
        region->Exclusive != 0 ? world.Bodies.Tunings[body].GravityScale * world.Gravity : default;
}
