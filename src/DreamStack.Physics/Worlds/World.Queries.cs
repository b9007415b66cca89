using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Queries;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Shapes that hold a point, in row order; returns how many, even if the span is shorter.</summary>
    public int OverlapPoint(Vec2 point, Span<ShapeId> into, QueryFilter? filter = null) =>
        Overlap(new Geometry { Count = 1 }, new Pose(Guard.Point(point), Rotation.Identity), into, filter);

    /// <summary>Shapes whose boxes meet a box, in row order; returns how many, even if the span is shorter.</summary>
    public int OverlapBounds(Bounds bounds, Span<ShapeId> into, QueryFilter? filter = null)
    {
        Guard.Box(bounds);
        OverlapVisitor visitor = new(this, null, default, bounds, filter ?? QueryFilter.All, Rows(into));
        return Finish(ref visitor, bounds, into);
    }

    /// <summary>Shapes that meet a shape at a pose, in row order; returns how many, even if the span is shorter.</summary>
    public int OverlapShape(in Shape shape, Pose pose, Span<ShapeId> into, QueryFilter? filter = null) =>
        Overlap(OutlineOf(shape), Guard.Pose(pose), into, filter);

    /// <summary>What a ray meets first.</summary>
    public bool RayCast(Vec2 origin, Vec2 way, out RayHit hit, QueryFilter? filter = null)
    {
        hit = default;
        return Cast(null, new Pose(Guard.Point(origin), Rotation.Identity), way, new Span<RayHit>(ref hit), false, filter) > 0;
    }

    /// <summary>For each ray what it meets first; the default value where that is nothing.</summary>
    public void RayCast(ReadOnlySpan<Ray> rays, Span<RayHit> hits, QueryFilter? filter = null)
    {
        if (hits.Length < rays.Length) throw new ArgumentException($"There is room for {hits.Length} hits and there are {rays.Length} rays.", nameof(hits));
        for (int i = 0; i < rays.Length; i++) RayCast(rays[i].Origin, rays[i].Way, out hits[i], filter);
    }

    /// <summary>Whether a ray meets anything.</summary>
    public bool RayCastAny(Vec2 origin, Vec2 way, QueryFilter? filter = null)
    {
        RayHit hit = default;
        return Cast(null, new Pose(Guard.Point(origin), Rotation.Identity), way, new Span<RayHit>(ref hit), true, filter) > 0;
    }

    /// <summary>The first of what a ray meets, nearest first, as many as the span takes; returns how many are in it.</summary>
    public int RayCastAll(Vec2 origin, Vec2 way, Span<RayHit> hits, QueryFilter? filter = null) =>
        hits.IsEmpty ? 0 : Cast(null, new Pose(Guard.Point(origin), Rotation.Identity), way, hits, false, filter);

    /// <summary>What a shape meets first on a straight way without turning.</summary>
    public bool ShapeCast(in Shape shape, Pose start, Vec2 way, out RayHit hit, QueryFilter? filter = null)
    {
        hit = default;
        Geometry geometry = OutlineOf(shape);
        return Cast(&geometry, Guard.Pose(start), way, new Span<RayHit>(ref hit), false, filter) > 0;
    }

    /// <summary>Whether a shape meets anything on a straight way without turning.</summary>
    public bool ShapeCastAny(in Shape shape, Pose start, Vec2 way, QueryFilter? filter = null)
    {
        RayHit hit = default;
        Geometry geometry = OutlineOf(shape);
        return Cast(&geometry, Guard.Pose(start), way, new Span<RayHit>(ref hit), true, filter) > 0;
    }

    /// <summary>The first of what a shape meets, nearest first, as many as the span takes; returns how many are in it.</summary>
    public int ShapeCastAll(in Shape shape, Pose start, Vec2 way, Span<RayHit> hits, QueryFilter? filter = null)
    {
        Geometry geometry = OutlineOf(shape);
        return hits.IsEmpty ? 0 : Cast(&geometry, Guard.Pose(start), way, hits, false, filter);
    }

    /// <summary>The shapes nearest to a point within a distance, nearest first, as many as the span takes; returns how many.</summary>
    public int Nearest(Vec2 point, float maxDistance, Span<NearHit> hits, QueryFilter? filter = null)
    {
        Guard.Point(point);
        Guard.Number(maxDistance, 0f, float.PositiveInfinity);
        if (hits.IsEmpty) return 0;
        NearVisitor visitor = new(this, point, maxDistance, filter ?? QueryFilter.All, hits);
        TreeSearch.Near(MovingTree, point, ref visitor);
        TreeSearch.Near(StaticTree, point, ref visitor);
        return visitor.Count;
    }

    /// <summary>The nearest point of any shape within a distance.</summary>
    public bool ClosestPoint(Vec2 point, float maxDistance, out NearHit hit, QueryFilter? filter = null)
    {
        hit = default;
        return Nearest(point, maxDistance, new Span<NearHit>(ref hit), filter) > 0;
    }

    /// <summary>Distance between two shapes with their nearest points; 0 when they meet.</summary>
    public float Distance(ShapeId a, ShapeId b, out Vec2 pointA, out Vec2 pointB)
    {
        ShapeRow* sa = Shapes.Shapes.Rows + RowOf(a), sb = Shapes.Shapes.Rows + RowOf(b);
        Geometry* ga = Shapes.Outlines + sa->Geometry, gb = Shapes.Outlines + sb->Geometry;
        OutlineDistance d = OutlineDistance.Between(ga, Bodies.PoseOf(sa->Body), gb, Bodies.PoseOf(sb->Body));
        pointA = d.PointA + (ga->Radius * d.Normal);
        pointB = d.PointB - (gb->Radius * d.Normal);
        return Scalar.Max(0f, d.Distance - ga->Radius - gb->Radius);
    }

    /// <summary>For each point the nearest point of any shape within a distance; the default value where there is none.</summary>
    public void ClosestPoint(ReadOnlySpan<Vec2> points, float maxDistance, Span<NearHit> hits, QueryFilter? filter = null)
    {
        if (hits.Length < points.Length) throw new ArgumentException($"There is room for {hits.Length} hits and there are {points.Length} points.", nameof(hits));
        for (int i = 0; i < points.Length; i++) ClosestPoint(points[i], maxDistance, out hits[i], filter);
    }

    private static Geometry OutlineOf(in Shape shape) =>
        shape.Geometry.Count > 0 ? shape.Geometry : throw new ArgumentException("The shape was not made by one of its factory methods.", nameof(shape));

    private static Span<int> Rows(Span<ShapeId> into) => System.Runtime.InteropServices.MemoryMarshal.Cast<ShapeId, int>(into)[..into.Length];

    private int Overlap(Geometry geometry, Pose pose, Span<ShapeId> into, QueryFilter? filter)
    {
        Bounds bounds = geometry.BoundsAt(pose.Position, pose.Rotation);
        OverlapVisitor visitor = new(this, &geometry, pose, bounds, filter ?? QueryFilter.All, Rows(into));
        return Finish(ref visitor, bounds, into);
    }

    // The rows stand in the first half of the caller's memory; from the last one on they become ids.
    private int Finish(ref OverlapVisitor visitor, Bounds bounds, Span<ShapeId> into)
    {
        TreeSearch.Overlaps(MovingTree, bounds, ref visitor);
        TreeSearch.Overlaps(StaticTree, bounds, ref visitor);
        Span<int> rows = Rows(into);
        for (int i = visitor.Count - 1; i >= 0; i--) into[i] = IdOfShape(rows[i]);
        return visitor.Found;
    }

    private int Cast(Geometry* moving, Pose start, Vec2 way, Span<RayHit> hits, bool isAny, QueryFilter? filter)
    {
        Guard.Vector(way, Guard.Way);
        Vec2 origin = start.Position, half = default;
        if (moving != null)
        {
            Bounds bounds = moving->BoundsAt(start.Position, start.Rotation);
            (origin, half) = (bounds.Center, bounds.HalfSize + new Vec2(1e-3f, 1e-3f));
        }

        CastVisitor visitor = new(this, moving, start, way, filter ?? QueryFilter.All, isAny, hits);
        TreeSearch.Along(MovingTree, origin, way, half, ref visitor);
        if (!(isAny && visitor.Count > 0)) TreeSearch.Along(StaticTree, origin, way, half, ref visitor);
        return visitor.Count;
    }
}
