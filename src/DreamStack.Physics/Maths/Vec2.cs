using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Maths;

/// <summary>A pair of floats: a point, a direction or a velocity; metres or metres a second.</summary>
/// <param name="X">Along the horizontal axis, to the right.</param>
/// <param name="Y">Along the vertical axis, upwards.</param>
public readonly record struct Vec2(float X, float Y)
{
    /// <summary>Both components zero.</summary>
    public static Vec2 Zero => default;

    /// <summary>Length, by a correctly rounded square root.</summary>
    public float Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MathF.Sqrt((X * X) + (Y * Y));
    }

    /// <summary>Square of the length.</summary>
    public float LengthSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (X * X) + (Y * Y);
    }

    /// <summary>The same vector turned a quarter to the left.</summary>
    public Vec2 Left
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(-Y, X);
    }

    /// <summary>The same vector turned a quarter to the right.</summary>
    public Vec2 Right
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Y, -X);
    }

    internal bool IsFinite => float.IsFinite(X) && float.IsFinite(Y);

    /// <summary>Sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator +(Vec2 a, Vec2 b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>Difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator -(Vec2 a, Vec2 b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>The opposite vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator -(Vec2 a) => new(-a.X, -a.Y);

    /// <summary>Scaled vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator *(float s, Vec2 a) => new(s * a.X, s * a.Y);

    /// <summary>Scaled vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator *(Vec2 a, float s) => new(s * a.X, s * a.Y);

    /// <summary>Dot product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(Vec2 a, Vec2 b) => (a.X * b.X) + (a.Y * b.Y);

    /// <summary>The third component of the cross product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cross(Vec2 a, Vec2 b) => (a.X * b.Y) - (a.Y * b.X);

    /// <summary>Velocity of a point at <paramref name="r"/> from the centre of a turn of <paramref name="w"/> radians a second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Cross(float w, Vec2 r) => new(-w * r.Y, w * r.X);

    /// <summary>Distance between two points.</summary>
    public static float Distance(Vec2 a, Vec2 b) => (b - a).Length;

    /// <summary>Component-wise minimum by compare and select.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Min(Vec2 a, Vec2 b) => new(a.X < b.X ? a.X : b.X, a.Y < b.Y ? a.Y : b.Y);

    /// <summary>Component-wise maximum by compare and select.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Max(Vec2 a, Vec2 b) => new(a.X > b.X ? a.X : b.X, a.Y > b.Y ? a.Y : b.Y);

    /// <summary>The point a share <paramref name="t"/> of the way from one to the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Lerp(Vec2 a, Vec2 b, float t) => a + (t * (b - a));

    /// <inheritdoc/>
    public override string ToString() => $"({X:R}, {Y:R})";

    /// <summary>Unit vector of the same direction, or zero when there is no length to speak of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 Normalized()
    {
        float length = Length;
        return length < 1e-12f ? default : new Vec2(X / length, Y / length);
    }

    /// <summary>Splits into direction and length; the direction of a zero vector is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vec2 Normalized(out float length)
    {
        length = Length;
        return length < 1e-12f ? default : new Vec2(X / length, Y / length);
    }
}
