using CsCheck;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Queries;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Every query against a look at every shape, in 100 worlds with 1,320 questions each.</summary>
public sealed class QueryTests
{
    private const int Worlds = 100;
    private const int Questions = 220;
    private static readonly Gen<float> Coordinate = Gen.Float[-12f, 12f];
    private static readonly Gen<Vec2> Point = Gen.Select(Coordinate, Coordinate, (x, y) => new Vec2(x, y));

    private static readonly Gen<(Vec2 At, float Angle, Shape Shape, bool IsStatic)> Placed = Gen.Select(Point, Gen.Float[-3f, 3f], AnyShape(), Gen.Bool);

    [Fact]
    public void Queries_find_what_a_look_at_every_shape_finds()
    {
        int cases = 0;
        Gen.Select(Placed.Array[0, 24], Gen.Select(Point, Point).Array[Questions]).Sample(
            (bodies, questions) =>
            {
                using World world = new(new WorldSettings { Gravity = default });
                List<BruteShape> all = [];
                foreach ((Vec2 at, float angle, Shape shape, bool isStatic) in bodies)
                {
                    BodyId body = world.AddBody(new BodyDefinition { Kind = isStatic ? BodyKind.Static : BodyKind.Dynamic, Position = at, Angle = angle });
                    ShapeId id = world.AddShape(body, shape);
                    all.Add(new BruteShape(id, shape, world[body].Pose));
                }

                foreach ((Vec2 p, Vec2 way) in questions)
                {
                    CheckPoint(world, all, p);
                    CheckRay(world, all, p, way);
                    CheckNearest(world, all, p);
                    CheckBounds(world, all, p, way);
                    CheckShape(world, all, p, way);
                    CheckDistance(world, all, cases);
                    cases += 6;
                }

                CheckBatches(world, questions);
            },
            iter: Worlds, threads: 1);
        Assert.True(cases >= 100_000, $"Only {cases} cases.");
    }

    private static void CheckPoint(World world, List<BruteShape> all, Vec2 p)
    {
        Span<ShapeId> found = stackalloc ShapeId[64];
        int count = world.OverlapPoint(p, found);
        Assert.Equal(count, found[..count].ToArray().Distinct().Count());
        foreach (BruteShape shape in all)
        {
            double distance = shape.DistanceTo(p);
            if (Math.Abs(distance) < 1e-4) continue;
            Assert.Equal(distance < 0, found[..count].Contains(shape.Id));
        }

        for (int i = 1; i < count; i++) Assert.True(found[i - 1].Index < found[i].Index);
    }

    private static void CheckRay(World world, List<BruteShape> all, Vec2 origin, Vec2 way)
    {
        Span<RayHit> hits = stackalloc RayHit[64];
        int count = world.RayCastAll(origin, way, hits);
        bool isHit = world.RayCast(origin, way, out RayHit first);
        Assert.Equal(count > 0, isHit);
        Assert.Equal(count > 0, world.RayCastAny(origin, way));
        if (count > 0) Assert.Equal(hits[0], first);
        for (int i = 1; i < count; i++) Assert.True(hits[i - 1].CompareTo(hits[i]) < 0);
        foreach (BruteShape shape in all)
        {
            int at = hits[..count].ToArray().ToList().FindIndex(hit => hit.Shape == shape.Id);
            (double nearest, double fraction) = shape.March(origin, way);
            if (at < 0) Assert.True(nearest > -2e-3, $"A ray missed a shape it enters {nearest} deep.");
            else if (nearest > 1e-3) Assert.Fail($"A ray met a shape that is {nearest} away.");
            else if (fraction == 0 && nearest < -1e-4) Assert.InRange(hits[at].Fraction, 0f, 1e-3f);
            // One that begins on a border may graze along it, and by its last bits enter later.
            else Assert.InRange(shape.DistanceTo(hits[at].Point), -1e-3, 1e-3);
        }
    }

    private static void CheckNearest(World world, List<BruteShape> all, Vec2 p)
    {
        Span<NearHit> hits = stackalloc NearHit[5];
        int count = world.Nearest(p, 6f, hits);
        double[] expected = [.. all.Select(shape => Math.Max(0, shape.DistanceTo(p))).Where(d => d <= 6).Order().Take(5)];
        if (count != expected.Length) Assert.True(all.Exists(shape => Math.Abs(shape.DistanceTo(p) - 6) < 1e-4));
        for (int i = 0; i < Math.Min(count, expected.Length); i++)
        {
            Assert.Equal(expected[i], hits[i].Distance, 1e-3);
            Assert.Equal(hits[i].Distance, Vec2.Distance(p, hits[i].Point), 1e-3f);
        }
    }

    private static void CheckBounds(World world, List<BruteShape> all, Vec2 a, Vec2 b)
    {
        Bounds box = new(Vec2.Min(a, b), Vec2.Max(a, b));
        Span<ShapeId> found = stackalloc ShapeId[64];
        int count = world.OverlapBounds(box, found);
        Assert.Equal(all.Where(shape => shape.Bounds.Overlaps(box)).Select(shape => shape.Id).OrderBy(id => id.Index), found[..count].ToArray());
    }

    private static void CheckShape(World world, List<BruteShape> all, Vec2 p, Vec2 way)
    {
        // A disc meets a shape when its middle is within its radius, wherever it is on its way.
        Shape disc = Shape.Circle(0.7f);
        Span<ShapeId> found = stackalloc ShapeId[64];
        int count = world.OverlapShape(disc, Pose.At(p), found);
        bool isHit = world.ShapeCast(disc, Pose.At(p), way, out RayHit hit);
        double nearestOfAll = double.MaxValue;
        foreach (BruteShape shape in all)
        {
            double distance = shape.DistanceTo(p) - 0.7;
            if (Math.Abs(distance) > 1e-4) Assert.Equal(distance < 0, found[..count].Contains(shape.Id));
            nearestOfAll = Math.Min(nearestOfAll, shape.March(p, way).Nearest - 0.7);
        }

        if (!isHit) Assert.True(nearestOfAll > -2e-3);
        else Assert.InRange(all.Min(shape => shape.DistanceTo(p + (hit.Fraction * way))) - 0.7, hit.Fraction == 0f ? -10 : -1e-3, 1e-3);
    }

    // The nearest points of two outlines that do not cross are a corner of one and a point of the other.
    private static void CheckDistance(World world, List<BruteShape> all, int question)
    {
        if (all.Count < 2) return;
        BruteShape a = all[question % all.Count], b = all[(question / all.Count) % all.Count];
        if (a == b) return;
        float distance = world.Distance(a.Id, b.Id, out Vec2 onA, out Vec2 onB);
        Assert.Equal(a.DistanceTo(b), distance, 1e-3);
        // Where a line crosses an outline, which side's points are named is a matter of rounding.
        if (distance < 1e-3f) return;
        Assert.Equal(distance, Vec2.Distance(onA, onB), 1e-3f);
        Assert.InRange(Math.Max(Math.Abs(a.DistanceTo(onA)), Math.Abs(b.DistanceTo(onB))), 0, 1e-3);
    }

    private static void CheckBatches(World world, (Vec2 At, Vec2 Way)[] questions)
    {
        Ray[] rays = [.. questions.Select(question => new Ray(question.At, question.Way))];
        Vec2[] points = [.. questions.Select(question => question.At)];
        RayHit[] hits = new RayHit[rays.Length];
        NearHit[] near = new NearHit[rays.Length];
        world.RayCast(rays, hits);
        world.ClosestPoint(points, 6f, near);
        for (int i = 0; i < rays.Length; i++)
        {
            world.RayCast(rays[i].Origin, rays[i].Way, out RayHit hit);
            world.ClosestPoint(points[i], 6f, out NearHit closest);
            Assert.Equal((hit, closest), (hits[i], near[i]));
        }
    }

    private static Gen<Shape> AnyShape() => Gen.OneOf(
        Gen.Select(Gen.Float[0.2f, 1.5f], Gen.Float[-1f, 1f]).Select((l, y) => Shape.Segment(new Vec2(-l, 0f), new Vec2(l, y))),
        Gen.Float[0.2f, 1.5f].Select(r => Shape.Circle(r)),
        Gen.Select(Gen.Float[0.2f, 1.5f], Gen.Float[0.1f, 0.6f]).Select((l, r) => Shape.Capsule(new Vec2(-l, 0f), new Vec2(l, 0.2f), r)),
        Gen.Select(Gen.Float[0.2f, 1.5f], Gen.Float[0.2f, 1.5f], Gen.Float[0f, 0.3f]).Select((w, h, r) => Shape.Box(w, h, new Vec2(0.3f, 0f), 0.2f, r < 0.1f ? 0f : r)),
        Gen.Select(Gen.Float[0.5f, 1.5f], Gen.Int[3, 8]).Select((r, n) => Shape.Polygon([.. Enumerable.Range(0, n).Select(i => r * (Rotation.FromAngle(6.2831853f * i / n) * new Vec2(1f, 0f)))])));
}
