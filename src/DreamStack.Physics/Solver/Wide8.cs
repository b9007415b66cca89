using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Physics.Solver;

/// <summary>Eight floats, on machines whose registers hold them.</summary>
/// <remarks>Without a constructor: a compiler takes in so many calls a method, and the solver is made of these.</remarks>
internal unsafe struct Wide8 : IWide<Wide8>
{
    private Vector256<float> _value;

    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator +(Wide8 a, Wide8 b) => new() { _value = a._value + b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator -(Wide8 a, Wide8 b) => new() { _value = a._value - b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator *(Wide8 a, Wide8 b) => new() { _value = a._value * b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator /(Wide8 a, Wide8 b) => new() { _value = a._value / b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Splat(float value) => new() { _value = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Load(float* from) => new() { _value = Vector256.Load(from) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide8 value, float* to) => value._value.Store(to);

    // The processor's own maximum and minimum do just that: the second where neither is the greater.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Max(Wide8 a, Wide8 b) =>
        new() { _value = Avx.IsSupported ? Avx.Max(a._value, b._value) : Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Min(Wide8 a, Wide8 b) =>
        new() { _value = Avx.IsSupported ? Avx.Min(a._value, b._value) : Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 WherePositive(Wide8 value, Wide8 yes, Wide8 no) =>
        new() { _value = Vector256.ConditionalSelect(Vector256.GreaterThan(value._value, Vector256<float>.Zero), yes._value, no._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 MultiplyAdd(Wide8 a, Wide8 b, Wide8 c) => new() { _value = a._value + (b._value * c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(SolverBody* bodies, int* rows, out WideBody<Wide8> body)
    {
        Unsafe.SkipInit(out body);
        float* b = (float*)bodies;
        Transpose.Four(
            Two(b + (8 * rows[0]), b + (8 * rows[4])), Two(b + (8 * rows[1]), b + (8 * rows[5])), Two(b + (8 * rows[2]), b + (8 * rows[6])), Two(b + (8 * rows[3]), b + (8 * rows[7])),
            out body.Vx._value, out body.Vy._value, out body.W._value, out body.TimeScale._value);
        b += 4;
        Transpose.Four(
            Two(b + (8 * rows[0]), b + (8 * rows[4])), Two(b + (8 * rows[1]), b + (8 * rows[5])), Two(b + (8 * rows[2]), b + (8 * rows[6])), Two(b + (8 * rows[3]), b + (8 * rows[7])),
            out body.Dx._value, out body.Dy._value, out body.Cos._value, out body.Sin._value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(SolverBody* bodies, int* rows, in WideBody<Wide8> body)
    {
        Transpose.Four(body.Vx._value, body.Vy._value, body.W._value, body.TimeScale._value, out var a, out var b, out var c, out var d);
        a.GetLower().Store((float*)(bodies + rows[0]));
        b.GetLower().Store((float*)(bodies + rows[1]));
        c.GetLower().Store((float*)(bodies + rows[2]));
        d.GetLower().Store((float*)(bodies + rows[3]));
        a.GetUpper().Store((float*)(bodies + rows[4]));
        b.GetUpper().Store((float*)(bodies + rows[5]));
        c.GetUpper().Store((float*)(bodies + rows[6]));
        d.GetUpper().Store((float*)(bodies + rows[7]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Two(float* low, float* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));
}
