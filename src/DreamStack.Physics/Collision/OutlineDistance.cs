using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Collision;

/// <summary>
/// The nearest points of two convex outlines without their skins, by walking simplices of their difference towards the
/// origin. Zero when they overlap.
/// </summary>
internal unsafe ref struct OutlineDistance
{
    private const int MaxRounds = 32;

    private Vec2 _a0;
    private Vec2 _a1;
    private Vec2 _a2;
    private Vec2 _b0;
    private Vec2 _b1;
    private Vec2 _b2;
    private float _u0;
    private float _u1;
    private float _u2;
    private int _count;

    public Vec2 PointA { get; private set; }

    public Vec2 PointB { get; private set; }

    /// <summary>From the first to the second; zero when they overlap.</summary>
    public Vec2 Normal { get; private set; }

    public float Distance { get; private set; }

    public static OutlineDistance Between(Geometry* a, Pose poseA, Geometry* b, Pose poseB)
    {
        OutlineDistance d = default;
        d.Run(a, poseA, b, poseB);
        return d;
    }

    private void Run(Geometry* a, Pose poseA, Geometry* b, Pose poseB)
    {
        _a0 = poseA * a->Vertex(0);
        _b0 = poseB * b->Vertex(0);
        _u0 = 1f;
        _count = 1;
        float best = float.MaxValue;
        for (int round = 0; round < MaxRounds; round++)
        {
            Reduce();
            if (_count == 3) break;
            Vec2 nearest = Nearest();
            float squared = nearest.LengthSquared;
            if (squared >= best) break;
            best = squared;
            if (squared < 1e-14f) break;
            Vec2 towards = Direction(nearest);
            Vec2 sa = poseA * Support(a, poseA.Rotation.Unrotate(-towards)), sb = poseB * Support(b, poseB.Rotation.Unrotate(towards));
            if (IsKnown(sa, sb)) break;
            Add(sa, sb);
        }

        Finish();
    }

    private static Vec2 Support(Geometry* g, Vec2 direction)
    {
        int best = 0;
        float most = Vec2.Dot(g->Vertex(0), direction);
        for (int i = 1; i < g->Count; i++)
        {
            float d = Vec2.Dot(g->Vertex(i), direction);
            if (d > most) (most, best) = (d, i);
        }

        return g->Vertex(best);
    }

    private readonly bool IsKnown(Vec2 a, Vec2 b) =>
        (a == _a0 && b == _b0) || (_count > 1 && a == _a1 && b == _b1) || (_count > 2 && a == _a2 && b == _b2);

    private void Add(Vec2 a, Vec2 b)
    {
        if (_count == 1) (_a1, _b1) = (a, b);
        else (_a2, _b2) = (a, b);
        _count++;
    }

    // Across the side when there are two points: better than the nearest point's direction when that is tiny.
    private readonly Vec2 Direction(Vec2 nearest)
    {
        if (_count == 1) return -nearest;
        Vec2 w0 = _b0 - _a0, e = _b1 - _a1 - w0;
        return Vec2.Cross(e, -w0) > 0f ? e.Left : e.Right;
    }

    private readonly Vec2 Nearest() => _count == 1 ? _b0 - _a0 : (_u0 * (_b0 - _a0)) + (_u1 * (_b1 - _a1));

    private void Reduce()
    {
        if (_count == 2) ReduceTwo();
        else if (_count == 3) ReduceThree();
    }

    private void ReduceTwo()
    {
        Vec2 w0 = _b0 - _a0, w1 = _b1 - _a1, e = w1 - w0;
        float d1 = -Vec2.Dot(w0, e), d0 = Vec2.Dot(w1, e);
        if (d1 <= 0f) KeepOne(_a0, _b0);
        else if (d0 <= 0f) KeepOne(_a1, _b1);
        else KeepTwo(_a0, _b0, _a1, _b1, d0, d1);
    }

    private void ReduceThree()
    {
        Vec2 w0 = _b0 - _a0, w1 = _b1 - _a1, w2 = _b2 - _a2;
        Vec2 e01 = w1 - w0, e02 = w2 - w0, e12 = w2 - w1;
        float d01a = Vec2.Dot(w1, e01), d01b = -Vec2.Dot(w0, e01);
        float d02a = Vec2.Dot(w2, e02), d02b = -Vec2.Dot(w0, e02);
        float d12a = Vec2.Dot(w2, e12), d12b = -Vec2.Dot(w1, e12);
        float n = Vec2.Cross(e01, e02);
        float v0 = n * Vec2.Cross(w1, w2), v1 = n * Vec2.Cross(w2, w0), v2 = n * Vec2.Cross(w0, w1);
        if (d01b <= 0f && d02b <= 0f) KeepOne(_a0, _b0);
        else if (d01a > 0f && d01b > 0f && v2 <= 0f) KeepTwo(_a0, _b0, _a1, _b1, d01a, d01b);
        else if (d02a > 0f && d02b > 0f && v1 <= 0f) KeepTwo(_a0, _b0, _a2, _b2, d02a, d02b);
        else if (d01a <= 0f && d12b <= 0f) KeepOne(_a1, _b1);
        else if (d02a <= 0f && d12a <= 0f) KeepOne(_a2, _b2);
        else if (d12a > 0f && d12b > 0f && v0 <= 0f) KeepTwo(_a1, _b1, _a2, _b2, d12a, d12b);
        else
        {
            float sum = v0 + v1 + v2, inverse = sum != 0f ? 1f / sum : 0f;
            (_u0, _u1, _u2) = (v0 * inverse, v1 * inverse, v2 * inverse);
        }
    }

    private void KeepOne(Vec2 a, Vec2 b)
    {
        (_a0, _b0, _u0, _count) = (a, b, 1f, 1);
    }

    private void KeepTwo(Vec2 a0, Vec2 b0, Vec2 a1, Vec2 b1, float u0, float u1)
    {
        float inverse = 1f / (u0 + u1);
        (_a0, _b0, _a1, _b1, _u0, _u1, _count) = (a0, b0, a1, b1, u0 * inverse, u1 * inverse, 2);
    }

    private void Finish()
    {
        PointA = _u0 * _a0;
        PointB = _u0 * _b0;
        if (_count > 1)
        {
            PointA += _u1 * _a1;
            PointB += _u1 * _b1;
        }

        if (_count > 2)
        {
            PointA += _u2 * _a2;
            PointB = PointA;
        }

        Normal = (PointB - PointA).Normalized(out float distance);
        // Below what the coordinates resolve, nearest points that lie on one another are an overlap.
        Distance = _count > 2 || distance < 5e-6f ? 0f : distance;
        if (Distance == 0f) Normal = default;
    }
}
