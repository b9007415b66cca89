namespace DreamStack.Physics.Solver;

/// <summary>
/// Some floats at once. The solver is written over this alone, so every width does the same operations in the same
/// order and gives the same bits.
/// </summary>
internal unsafe interface IWide<T>
    where T : unmanaged, IWide<T>
{
    static abstract int Width { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T Splat(float value);

    static abstract T Load(float* from);

    static abstract void Store(T value, float* to);

    static abstract T Max(T a, T b);

    static abstract T Min(T a, T b);

    /// <summary><paramref name="yes"/> where <paramref name="value"/> is above zero, else <paramref name="no"/>.</summary>
    static abstract T WherePositive(T value, T yes, T no);

    /// <summary>a + b·c, rounded twice: a fused form has other bits.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract void Gather(SolverBody* bodies, int* rows, out WideBody<T> body);

    /// <summary>Writes the velocities back.</summary>
    static abstract void Scatter(SolverBody* bodies, int* rows, in WideBody<T> body);
}
