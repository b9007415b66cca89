namespace DreamStack.Ahead.Samples;

internal interface IProduct<T, TNumber>
    where T : struct, IProduct<T, TNumber>
{
    static abstract T One { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T Times(T a, T b);

    static abstract long Wide(T a);
}
