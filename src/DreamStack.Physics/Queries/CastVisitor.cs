using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Queries;

/// <summary>Keeps what a ray, or a moving outline, meets first.</summary>
internal unsafe ref struct CastVisitor(World world, Geometry* moving, Pose start, Vec2 way, QueryFilter filter, bool isAny, Span<RayHit> into) : IRayVisitor
{
    private Ordered<RayHit> _hits = new(into);

    public readonly int Found => _hits.Found;

    public readonly int Count => _hits.Count;

    public float MaxFraction { get; private set; } = 1f;

    public bool Visit(int item)
    {
        ShapeRow* shape = world.Shapes.Shapes.Rows + item;
        if (!filter.Sees(shape->Filter)) return true;
        Geometry* g = world.Shapes.Outlines + shape->Geometry;
        Pose pose = world.Bodies.PoseOf(shape->Body);
        float fraction;
        Vec2 point, normal;
        if (moving != null)
        {
            if (!ShapeCasting.Cast(moving, start, way, g, pose, MaxFraction, out fraction, out point, out normal)) return true;
        }
        else
        {
            if (!RayCasting.Cast(g, pose.ToLocal(start.Position), pose.Rotation.Unrotate(way), MaxFraction, out fraction, out normal)) return true;
            (point, normal) = (start.Position + (fraction * way), pose.Rotation * normal);
        }

        _hits.Add(new RayHit(world.IdOfShape(item), world.IdOf(shape->Body), fraction, point, normal));
        if (isAny) return false;
        if (_hits.IsFull) MaxFraction = _hits.Last.Fraction;
        return true;
    }
}
