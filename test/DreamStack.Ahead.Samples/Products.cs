using System.Runtime.CompilerServices;

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

internal readonly record struct Pair(long X, long Y) : IProduct<Pair, long>
{
    public static Pair One => new(1, 1);

    public static Pair operator +(Pair a, Pair b) => new(unchecked(a.X + b.X), unchecked(a.Y + b.Y));

    public static Pair operator -(Pair a, Pair b) => new(unchecked(a.X - b.X), unchecked(a.Y - b.Y));

    public static Pair Times(Pair a, Pair b) => new(unchecked(a.X * b.X), unchecked(a.Y * b.Y));

    public static long Wide(Pair a) => a.X ^ a.Y;
}

internal readonly record struct Lone(int X) : IProduct<Lone, int>
{
    public static Lone One => new(1);

    public static Lone operator +(Lone a, Lone b) => new(unchecked(a.X + b.X));

    public static Lone operator -(Lone a, Lone b) => new(unchecked(a.X - b.X));

    public static Lone Times(Lone a, Lone b) => new(unchecked(a.X * b.X));

    public static long Wide(Lone a) => a.X;
}

internal static class Held<T>
    where T : unmanaged
{
    private static long s_count;

    public static int Size => Unsafe.SizeOf<T>();

    public static long Count(long by) => ++s_count + (by & 1) - s_count;
}
