using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Solver;

/// <summary>One float: the path of machines without vectors, and what the others are compared with.</summary>
internal readonly unsafe struct Wide1(float value) : IWide<Wide1>
{
    private readonly float _value = value;

    public static int Width => 1;

    public static Wide1 operator +(Wide1 a, Wide1 b) => new(a._value + b._value);

    public static Wide1 operator -(Wide1 a, Wide1 b) => new(a._value - b._value);

    public static Wide1 operator *(Wide1 a, Wide1 b) => new(a._value * b._value);

    public static Wide1 Splat(float value) => new(value);

    public static Wide1 Load(float* from) => new(*from);

    public static void Store(Wide1 value, float* to) => *to = value._value;

    public static Wide1 Max(Wide1 a, Wide1 b) => new(a._value > b._value ? a._value : b._value);

    public static Wide1 Min(Wide1 a, Wide1 b) => new(a._value < b._value ? a._value : b._value);

    public static Wide1 WherePositive(Wide1 value, Wide1 yes, Wide1 no) => value._value > 0f ? yes : no;

    public static Wide1 MultiplyAdd(Wide1 a, Wide1 b, Wide1 c) => new(a._value + (b._value * c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(SolverBody* bodies, int* rows, out WideBody<Wide1> body)
    {
        SolverBody* b = bodies + *rows;
        body.Vx = new(b->Vx);
        body.Vy = new(b->Vy);
        body.W = new(b->W);
        body.TimeScale = new(b->TimeScale);
        body.Dx = new(b->Dx);
        body.Dy = new(b->Dy);
        body.Cos = new(b->Cos);
        body.Sin = new(b->Sin);
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
