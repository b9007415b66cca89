using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Physics.Solver;

/// <summary>Four floats: what every machine with vectors has, WebAssembly among them.</summary>
/// <remarks>Without a constructor: a compiler takes in so many calls a method, and the solver is made of these.</remarks>
internal unsafe struct Wide4 : IWide<Wide4>
{
    private Vector128<float> _value;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator +(Wide4 a, Wide4 b) => new() { _value = a._value + b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator -(Wide4 a, Wide4 b) => new() { _value = a._value - b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator *(Wide4 a, Wide4 b) => new() { _value = a._value * b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator /(Wide4 a, Wide4 b) => new() { _value = a._value / b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Splat(float value) => new() { _value = Vector128.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Load(float* from) => new() { _value = Vector128.Load(from) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide4 value, float* to) => value._value.Store(to);

    // The processor's own maximum and minimum do just that: the second where neither is the greater.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Max(Wide4 a, Wide4 b) =>
        new() { _value = Sse.IsSupported ? Sse.Max(a._value, b._value) : Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Min(Wide4 a, Wide4 b) =>
        new() { _value = Sse.IsSupported ? Sse.Min(a._value, b._value) : Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 WherePositive(Wide4 value, Wide4 yes, Wide4 no) =>
        new() { _value = Vector128.ConditionalSelect(Vector128.GreaterThan(value._value, Vector128<float>.Zero), yes._value, no._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 MultiplyAdd(Wide4 a, Wide4 b, Wide4 c) => new() { _value = a._value + (b._value * c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(SolverBody* bodies, int* rows, out WideBody<Wide4> body)
    {
        Unsafe.SkipInit(out body);
        float* a = (float*)(bodies + rows[0]), b = (float*)(bodies + rows[1]), c = (float*)(bodies + rows[2]), d = (float*)(bodies + rows[3]);
        Transpose.Four(
            Vector128.Load(a), Vector128.Load(b), Vector128.Load(c), Vector128.Load(d),
            out body.Vx._value, out body.Vy._value, out body.W._value, out body.TimeScale._value);
        Transpose.Four(
            Vector128.Load(a + 4), Vector128.Load(b + 4), Vector128.Load(c + 4), Vector128.Load(d + 4),
            out body.Dx._value, out body.Dy._value, out body.Cos._value, out body.Sin._value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(SolverBody* bodies, int* rows, in WideBody<Wide4> body)
    {
        Transpose.Four(body.Vx._value, body.Vy._value, body.W._value, body.TimeScale._value, out var a, out var b, out var c, out var d);
        a.Store((float*)(bodies + rows[0]));
        b.Store((float*)(bodies + rows[1]));
        c.Store((float*)(bodies + rows[2]));
        d.Store((float*)(bodies + rows[3]));
    }
}
