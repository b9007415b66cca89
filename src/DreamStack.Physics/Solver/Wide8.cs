using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Physics.Solver;

/// <summary>Eight floats, on machines whose registers hold them.</summary>
internal readonly unsafe struct Wide8(Vector256<float> value) : IWide<Wide8>
{
    private readonly Vector256<float> _value = value;

    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator +(Wide8 a, Wide8 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator -(Wide8 a, Wide8 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 operator *(Wide8 a, Wide8 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Splat(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Load(float* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide8 value, float* to) => value._value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Max(Wide8 a, Wide8 b) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 Min(Wide8 a, Wide8 b) => new(Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 WherePositive(Wide8 value, Wide8 yes, Wide8 no) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(value._value, Vector256<float>.Zero), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide8 MultiplyAdd(Wide8 a, Wide8 b, Wide8 c) => new(a._value + (b._value * c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(SolverBody* bodies, int* rows, out WideBody<Wide8> body)
    {
        Wide4.Gather(bodies, rows, out WideBody<Wide4> low);
        Wide4.Gather(bodies, rows + 4, out WideBody<Wide4> high);
        body.Vx = Join(low.Vx, high.Vx);
        body.Vy = Join(low.Vy, high.Vy);
        body.W = Join(low.W, high.W);
        body.TimeScale = Join(low.TimeScale, high.TimeScale);
        body.Dx = Join(low.Dx, high.Dx);
        body.Dy = Join(low.Dy, high.Dy);
        body.Cos = Join(low.Cos, high.Cos);
        body.Sin = Join(low.Sin, high.Sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(SolverBody* bodies, int* rows, in WideBody<Wide8> body)
    {
        WideBody<Wide4> low = default, high = default;
        (low.Vx, high.Vx) = Halves(body.Vx);
        (low.Vy, high.Vy) = Halves(body.Vy);
        (low.W, high.W) = Halves(body.W);
        (low.TimeScale, high.TimeScale) = Halves(body.TimeScale);
        Wide4.Scatter(bodies, rows, low);
        Wide4.Scatter(bodies, rows + 4, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Wide8 Join(Wide4 low, Wide4 high) => new(Vector256.Create(Unsafe.BitCast<Wide4, Vector128<float>>(low), Unsafe.BitCast<Wide4, Vector128<float>>(high)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Wide4 Low, Wide4 High) Halves(Wide8 value) => (new(value._value.GetLower()), new(value._value.GetUpper()));
}
