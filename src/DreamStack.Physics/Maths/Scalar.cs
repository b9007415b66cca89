using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Maths;

/// <summary>Minimum, maximum and clamp by compare and select: the same choice everywhere, signed zeros included.</summary>
internal static class Scalar
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => a < b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float value, float low, float high) => value < low ? low : value > high ? high : value;

    /// <summary>Minus zero becomes zero; every other value stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Canonical(float value) => value + 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 Canonical(Vec2 value) => new(value.X + 0f, value.Y + 0f);
}
