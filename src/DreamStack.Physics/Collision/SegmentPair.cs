using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Collision;

/// <summary>The nearest points of two segments.</summary>
internal static class SegmentPair
{
    public static void Closest(Vec2 a1, Vec2 a2, Vec2 b1, Vec2 b2, out float s, out float t)
    {
        Vec2 d1 = a2 - a1, d2 = b2 - b1, r = a1 - b1;
        float aa = d1.LengthSquared, bb = d2.LengthSquared, ab = Vec2.Dot(d1, d2);
        float ar = Vec2.Dot(d1, r), br = Vec2.Dot(d2, r), denominator = (aa * bb) - (ab * ab);
        s = denominator > 1e-12f ? Scalar.Clamp(((ab * br) - (ar * bb)) / denominator, 0f, 1f) : 0f;
        t = bb > 0f ? ((ab * s) + br) / bb : 0f;
        if (t < 0f)
        {
            t = 0f;
            s = aa > 0f ? Scalar.Clamp(-ar / aa, 0f, 1f) : 0f;
        }
        else if (t > 1f)
        {
            t = 1f;
            s = aa > 0f ? Scalar.Clamp((ab - ar) / aa, 0f, 1f) : 0f;
        }
    }
}
