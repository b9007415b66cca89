using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Maths;

/// <summary>A rotation as cosine and sine, so that turning needs no library call.</summary>
/// <param name="Cos">Cosine of the angle.</param>
/// <param name="Sin">Sine of the angle.</param>
public readonly record struct Rotation(float Cos, float Sin)
{
    /// <summary>No turn.</summary>
    public static Rotation Identity => new(1f, 0f);

    /// <summary>The angle in radians, in (−π, π].</summary>
    public float Angle => Trigonometry.Atan2(Sin, Cos);

    /// <summary>The opposite turn.</summary>
    public Rotation Inverse => new(Cos, -Sin);

    /// <summary>The rotation by an angle in radians.</summary>
    public static Rotation FromAngle(float radians) => new(Trigonometry.Cos(radians), Trigonometry.Sin(radians));

    /// <summary>First <paramref name="b"/>, then <paramref name="a"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Rotation operator *(Rotation a, Rotation b) =>
        new((a.Cos * b.Cos) - (a.Sin * b.Sin), (a.Sin * b.Cos) + (a.Cos * b.Sin));

    /// <summary>The vector turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator *(Rotation q, Vec2 v) => new((q.Cos * v.X) - (q.Sin * v.Y), (q.Sin * v.X) + (q.Cos * v.Y));

    /// <summary>The vector turned back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 Unrotate(Vec2 v) => new((Cos * v.X) + (Sin * v.Y), (Cos * v.Y) - (Sin * v.X));

    /// <inheritdoc/>
    public override string ToString() => $"({Cos:R}, {Sin:R})";

    /// <summary>The rotation from this one to <paramref name="other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Rotation To(Rotation other) => new((Cos * other.Cos) + (Sin * other.Sin), (Cos * other.Sin) - (Sin * other.Cos));

    /// <summary>Turns by a small angle to first order and makes it unit length again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Rotation Turned(float radians) => new Rotation(Cos - (radians * Sin), Sin + (radians * Cos)).Unit();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Rotation Unit()
    {
        float length = MathF.Sqrt((Cos * Cos) + (Sin * Sin));
        return length < 1e-12f ? Identity : new Rotation(Cos / length, Sin / length);
    }
}
