using DreamStack.Physics.Bodies;
using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Continuous;

/// <summary>
/// Finds when a moving shape first meets one that stands still, by steps no longer than the gap allows: it cannot step
/// over anything.
/// </summary>
internal unsafe struct SweepVisitor(World world, int shape, Sweep sweep, float fraction) : ITreeVisitor
{
    private const float Target = 0.5f * Limits.Slop;
    private const int MaxRounds = 40;

    public float Fraction { get; private set; } = fraction;

    public bool Visit(int other)
    {
        ShapeRow* a = world.Shapes.Shapes.Rows + shape, b = world.Shapes.Shapes.Rows + other;
        if (a->Body == b->Body || !a->Filter.Touches(b->Filter) || (a->AsksBeforeContact | b->AsksBeforeContact) != 0) return true;
        if ((world.Bodies.Links[b->Body].Flags & BodyFlags.Bullet) != 0) return true;
        Geometry* ga = world.Shapes.Outlines + a->Geometry, gb = world.Shapes.Outlines + b->Geometry;
        Pose still = world.Bodies.PoseOf(b->Body);
        if (gb->IsChain != 0 && !ComesFromOutside(ga, gb, still)) return true;
        Fraction = FirstTouch(ga, gb, still, isCore: false);
        return true;
    }

    private readonly bool ComesFromOutside(Geometry* moving, Geometry* link, Pose still)
    {
        Vec2 before = still.ToLocal(sweep.At(0f) * moving->Centroid);
        return Vec2.Dot(link->Normal(0), before - link->Vertex(0)) >= 0f;
    }

    private readonly float FirstTouch(Geometry* ga, Geometry* gb, Pose still, bool isCore)
    {
        float reach = sweep.Reach, radii = ga->Radius + gb->Radius, t = 0f;
        for (int round = 0; round < MaxRounds && t < Fraction; round++)
        {
            OutlineDistance d = OutlineDistance.Between(ga, sweep.At(t), gb, still);
            float gap = d.Distance - radii;
            if (gap <= 1.5f * Target)
            {
                // Touching from the start is the solver's matter, but the middle must not be pushed through.
                return t > 0f ? t : isCore ? Fraction : CoreTouch(ga, gb, still);
            }

            // The gap closes at most as fast as the centre nears along the normal and the turn adds.
            float closing = Vec2.Dot(d.Normal, sweep.Way) + (2f * MathF.Abs(sweep.Turn.Sin) * sweep.MaxExtent);
            if (closing <= 0f || reach <= 0f) return Fraction;
            t += (gap - Target) / closing;
        }

        return t < Fraction ? t : Fraction;
    }

    private readonly float CoreTouch(Geometry* ga, Geometry* gb, Pose still)
    {
        Geometry core = new() { Count = 1, Radius = 0.5f * world.Bodies.Tunings[world.Shapes.Shapes[shape].Body].MinExtent };
        core.Set(0, ga->Centroid);
        return FirstTouch(&core, gb, still, isCore: true);
    }
}
