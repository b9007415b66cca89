using DreamStack.Physics.Solver;

namespace DreamStack.Tests.Physics;

/// <summary>What a compiler that contracts products and sums would make of the scalar path.</summary>
internal readonly unsafe struct FusedFloat(float value) : IWide<FusedFloat>
{
    private readonly float _value = value;

    public static int Width => 1;

    public static FusedFloat operator +(FusedFloat a, FusedFloat b) => new(a._value + b._value);

    public static FusedFloat operator -(FusedFloat a, FusedFloat b) => new(a._value - b._value);

    public static FusedFloat operator *(FusedFloat a, FusedFloat b) => new(a._value * b._value);

    public static FusedFloat operator /(FusedFloat a, FusedFloat b) => new(a._value / b._value);

    public static FusedFloat Splat(float value) => new(value);

    public static FusedFloat Load(float* from) => new(*from);

    public static void Store(FusedFloat value, float* to) => *to = value._value;

    public static FusedFloat Max(FusedFloat a, FusedFloat b) => a._value > b._value ? a : b;

    public static FusedFloat Min(FusedFloat a, FusedFloat b) => a._value < b._value ? a : b;

    public static FusedFloat WherePositive(FusedFloat value, FusedFloat yes, FusedFloat no) => value._value > 0f ? yes : no;

    public static FusedFloat MultiplyAdd(FusedFloat a, FusedFloat b, FusedFloat c) => new(MathF.FusedMultiplyAdd(b._value, c._value, a._value));

    public static void Gather(SolverBody* bodies, int* rows, out WideBody<FusedFloat> body)
    {
        SolverBody* b = bodies + *rows;
        body = new WideBody<FusedFloat>
        {
            Vx = new(b->Vx), Vy = new(b->Vy), W = new(b->W), TimeScale = new(b->TimeScale), Dx = new(b->Dx), Dy = new(b->Dy), Cos = new(b->Cos), Sin = new(b->Sin),
        };
    }

    public static void Scatter(SolverBody* bodies, int* rows, in WideBody<FusedFloat> body)
    {
        SolverBody* b = bodies + *rows;
        (b->Vx, b->Vy, b->W) = (body.Vx._value, body.Vy._value, body.W._value);
    }
}
