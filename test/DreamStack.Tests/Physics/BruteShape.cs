using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Tests.Physics;

/// <summary>A shape as the brute force sees it: distances in double, by every side, without any of the engine's searches.</summary>
internal sealed class BruteShape
{
    private const int MarchSteps = 200;

    private readonly (double X, double Y)[] _points;
    private readonly double _radius;

    public BruteShape(ShapeId id, Shape shape, Pose pose)
    {
        Id = id;
        _radius = shape.Geometry.Radius;
        _points = new (double, double)[shape.Geometry.Count];
        for (int i = 0; i < _points.Length; i++)
        {
            Vec2 p = pose * shape.Geometry.Vertex(i);
            _points[i] = (p.X, p.Y);
        }

        Bounds = shape.Geometry.BoundsAt(pose.Position, pose.Rotation);
    }

    public ShapeId Id { get; }

    public Bounds Bounds { get; }

    /// <summary>Below zero inside.</summary>
    public double DistanceTo(Vec2 p) => CoreDistanceTo(p.X, p.Y) - _radius;

    /// <summary>Zero where the two overlap.</summary>
    public double DistanceTo(BruteShape other)
    {
        for (int i = 0; i < _points.Length; i++)
        {
            for (int j = 0; j < other._points.Length; j++)
            {
                if (Cross(_points[i], _points[(i + 1) % _points.Length], other._points[j], other._points[(j + 1) % other._points.Length])) return 0;
            }
        }

        double corners = Math.Min(_points.Min(p => other.CoreDistanceTo(p.X, p.Y)), other._points.Min(p => CoreDistanceTo(p.X, p.Y)));
        return Math.Max(0, corners - _radius - other._radius);
    }

    private static bool Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        return Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

        static double Side((double X, double Y) p, (double X, double Y) q, (double X, double Y) r) => ((q.X - p.X) * (r.Y - p.Y)) - ((q.Y - p.Y) * (r.X - p.X));
    }

    /// <summary>The least distance along a way, by steps and then by halving about the best; and where a ray that begins inside is.</summary>
    public (double Nearest, double Fraction) March(Vec2 origin, Vec2 way)
    {
        if (DistanceTo(origin) <= 0) return (DistanceTo(origin), 0);
        double best = double.MaxValue, at = 0;
        for (int i = 0; i <= MarchSteps; i++) Try(i / (double)MarchSteps);
        for (double reach = 1.0 / MarchSteps; reach > 1e-7; reach *= 0.5)
        {
            Try(Math.Clamp(at - (0.5 * reach), 0, 1));
            Try(Math.Clamp(at + (0.5 * reach), 0, 1));
        }

        return (best, at);

        void Try(double t)
        {
            double distance = DistanceTo(origin + ((float)t * way));
            if (distance < best) (best, at) = (distance, t);
        }
    }

    private double CoreDistanceTo(double x, double y)
    {
        double best = double.MaxValue;
        bool isInside = _points.Length > 2;
        for (int i = 0; i < _points.Length; i++)
        {
            (double ax, double ay) = _points[i];
            (double bx, double by) = _points[(i + 1) % _points.Length];
            double ex = bx - ax, ey = by - ay, squared = (ex * ex) + (ey * ey);
            double t = squared == 0 ? 0 : Math.Clamp((((x - ax) * ex) + ((y - ay) * ey)) / squared, 0, 1);
            double dx = x - ax - (t * ex), dy = y - ay - (t * ey);
            best = Math.Min(best, Math.Sqrt((dx * dx) + (dy * dy)));
            isInside &= (ex * (y - ay)) - (ey * (x - ax)) >= 0;
        }

        return isInside ? -best : best;
    }
}
