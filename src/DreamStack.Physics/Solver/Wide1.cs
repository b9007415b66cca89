using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Solver;

/// <summary>One float: the path of machines without vectors, and what the others are compared with.</summary>
internal unsafe struct Wide1 : IWide<Wide1>
{
    private float _value;

    public static int Width => 1;

    public static Wide1 operator +(Wide1 a, Wide1 b) => new() { _value = a._value + b._value };

    public static Wide1 operator -(Wide1 a, Wide1 b) => new() { _value = a._value - b._value };

    public static Wide1 operator *(Wide1 a, Wide1 b) => new() { _value = a._value * b._value };

    public static Wide1 operator /(Wide1 a, Wide1 b) => new() { _value = a._value / b._value };

    public static Wide1 Splat(float value) => new() { _value = value };

    public static Wide1 Load(float* from) => new() { _value = *from };

    public static void Store(Wide1 value, float* to) => *to = value._value;

    public static Wide1 Max(Wide1 a, Wide1 b) => new() { _value = a._value > b._value ? a._value : b._value };

    public static Wide1 Min(Wide1 a, Wide1 b) => new() { _value = a._value < b._value ? a._value : b._value };

    public static Wide1 WherePositive(Wide1 value, Wide1 yes, Wide1 no) => value._value > 0f ? yes : no;

    public static Wide1 MultiplyAdd(Wide1 a, Wide1 b, Wide1 c) => new() { _value = a._value + (b._value * c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(SolverBody* bodies, int* rows, out WideBody<Wide1> body)
    {
        SolverBody* b = bodies + *rows;
        body.Vx = new() { _value = b->Vx };
        body.Vy = new() { _value = b->Vy };
        body.W = new() { _value = b->W };
        body.TimeScale = new() { _value = b->TimeScale };
        body.Dx = new() { _value = b->Dx };
        body.Dy = new() { _value = b->Dy };
        body.Cos = new() { _value = b->Cos };
        body.Sin = new() { _value = b->Sin };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(SolverBody* bodies, int* rows, in WideBody<Wide1> body)
    {
        SolverBody* b = bodies + *rows;
        b->Vx = body.Vx._value;
        b->Vy = body.Vy._value;
        b->W = body.W._value;
    }
}
