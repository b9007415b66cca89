using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Queries;

/// <summary>Keeps the shapes nearest to a point.</summary>
internal unsafe ref struct NearVisitor(World world, Vec2 point, float maxDistance, QueryFilter filter, Span<NearHit> into) : IRayVisitor
{
    private Ordered<NearHit> _hits = new(into);

    public readonly int Count => _hits.Count;

    /// <summary>Here a distance in metres.</summary>
    public float MaxFraction { get; private set; } = maxDistance;

    public bool Visit(int item)
    {
        ShapeRow* shape = world.Shapes.Shapes.Rows + item;
        if (!filter.Sees(shape->Filter)) return true;
        Pose pose = world.Bodies.PoseOf(shape->Body);
        float distance = RayCasting.DistanceTo(world.Shapes.Outlines + shape->Geometry, pose.ToLocal(point), out Vec2 nearest);
        distance = Scalar.Max(distance, 0f);
        if (distance > MaxFraction) return true;
        _hits.Add(new NearHit(world.IdOfShape(item), world.IdOf(shape->Body), distance, pose * nearest));
        // Rounding of the boxes must not hide one that is as near as the last.
        if (_hits.IsFull) MaxFraction = Scalar.Min(MaxFraction, _hits.Last.Distance + (1e-5f * (1f + _hits.Last.Distance)));
        return true;
    }
}
