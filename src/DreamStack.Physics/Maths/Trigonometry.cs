namespace DreamStack.Physics.Maths;

/// <summary>
/// Sine, cosine and arc tangent from additions, products and divisions alone, in double: every machine gives the same
/// bits, which the C library's do not.
/// </summary>
public static class Trigonometry
{
    private const double HalfPi = 1.5707963267948966;
    private const double TwoOverPi = 0.63661977236758134;
    private const double TanOfEighth = 0.41421356237309503;

    /// <summary>Sine of an angle in radians.</summary>
    public static float Sin(float radians)
    {
        double quarter = Math.Floor((radians * TwoOverPi) + 0.5);
        return (float)Quarter(radians - (quarter * HalfPi), (long)quarter);
    }

    /// <summary>Cosine of an angle in radians.</summary>
    public static float Cos(float radians)
    {
        double quarter = Math.Floor((radians * TwoOverPi) + 0.5);
        return (float)Quarter(radians - (quarter * HalfPi), (long)quarter + 1);
    }

    /// <summary>The angle of the point (x, y), in (−π, π]; 0 for the origin.</summary>
    public static float Atan2(float y, float x)
    {
        double ax = Math.Abs((double)x), ay = Math.Abs((double)y);
        if (ax == 0 && ay == 0) return 0f;
        double angle = ay > ax ? HalfPi - ArcTangent(ax / ay) : ArcTangent(ay / ax);
        if (x < 0f) angle = (2 * HalfPi) - angle;
        return y < 0f ? (float)-angle : (float)angle;
    }

    private static double Quarter(double r, long quarter) => (quarter & 3) switch
    {
        0 => SineSeries(r),
        1 => CosineSeries(r),
        2 => -SineSeries(r),
        _ => -CosineSeries(r),
    };

    // |r| ≤ π/4: the series' next terms are below a double's half ulp of the float result.
    private static double SineSeries(double r)
    {
        double s = r * r;
        double p = 1.0 / 6227020800.0;
        p = (-1.0 / 39916800.0) + (s * p);
        p = (1.0 / 362880.0) + (s * p);
        p = (-1.0 / 5040.0) + (s * p);
        p = (1.0 / 120.0) + (s * p);
        p = (-1.0 / 6.0) + (s * p);
        return r + (r * s * p);
    }

    private static double CosineSeries(double r)
    {
        double s = r * r;
        double p = 1.0 / 479001600.0;
        p = (-1.0 / 3628800.0) + (s * p);
        p = (1.0 / 40320.0) + (s * p);
        p = (-1.0 / 720.0) + (s * p);
        p = (1.0 / 24.0) + (s * p);
        p = -0.5 + (s * p);
        return 1.0 + (s * p);
    }

    // t in [0, 1], folded about π/8 so that the alternating series converges fast.
    private static double ArcTangent(double t)
    {
        if (t <= TanOfEighth) return ArcSeries(t);
        return (HalfPi / 2) + ArcSeries((t - 1.0) / (t + 1.0));
    }

    // t − t³/3 + t⁵/5 − …, every second term in a chain of its own: the two do not wait for each other.
    private static double ArcSeries(double t)
    {
        double s = t * t, q = s * s;
        double even = (1.0 / 21) + (q * (1.0 / 25)), odd = (1.0 / 19) + (q * (1.0 / 23));
        even = (1.0 / 17) + (q * even);
        odd = (1.0 / 15) + (q * odd);
        even = (1.0 / 13) + (q * even);
        odd = (1.0 / 11) + (q * odd);
        even = (1.0 / 9) + (q * even);
        odd = (1.0 / 7) + (q * odd);
        even = (1.0 / 5) + (q * even);
        odd = (1.0 / 3) + (q * odd);
        return t * (1.0 + (q * even) - (s * odd));
    }
}
