using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Physics.Solver;

/// <summary>Four floats: what every machine with vectors has, WebAssembly among them.</summary>
internal readonly unsafe struct Wide4(Vector128<float> value) : IWide<Wide4>
{
    private readonly Vector128<float> _value = value;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator +(Wide4 a, Wide4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator -(Wide4 a, Wide4 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 operator *(Wide4 a, Wide4 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Splat(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Load(float* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Wide4 value, float* to) => value._value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Max(Wide4 a, Wide4 b) => new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 Min(Wide4 a, Wide4 b) => new(Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 WherePositive(Wide4 value, Wide4 yes, Wide4 no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(value._value, Vector128<float>.Zero), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide4 MultiplyAdd(Wide4 a, Wide4 b, Wide4 c) => new(a._value + (b._value * c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(SolverBody* bodies, int* rows, out WideBody<Wide4> body)
    {
        float* a = (float*)(bodies + rows[0]), b = (float*)(bodies + rows[1]), c = (float*)(bodies + rows[2]), d = (float*)(bodies + rows[3]);
        Transpose.Four(Vector128.Load(a), Vector128.Load(b), Vector128.Load(c), Vector128.Load(d), out var vx, out var vy, out var w, out var t);
        body.Vx = new(vx);
        body.Vy = new(vy);
        body.W = new(w);
        body.TimeScale = new(t);
        Transpose.Four(Vector128.Load(a + 4), Vector128.Load(b + 4), Vector128.Load(c + 4), Vector128.Load(d + 4), out vx, out vy, out w, out t);
        body.Dx = new(vx);
        body.Dy = new(vy);
        body.Cos = new(w);
        body.Sin = new(t);
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
