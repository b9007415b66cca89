namespace DreamStack.Ahead.Samples;

internal readonly record struct Pair(long X, long Y) : IProduct<Pair, long>
{
    public static Pair One => new(1, 1);

    public static Pair operator +(Pair a, Pair b) => new(unchecked(a.X + b.X), unchecked(a.Y + b.Y));

    public static Pair operator -(Pair a, Pair b) => new(unchecked(a.X - b.X), unchecked(a.Y - b.Y));

    public static Pair Times(Pair a, Pair b) => new(unchecked(a.X * b.X), unchecked(a.Y * b.Y));

    public static long Wide(Pair a) => a.X ^ a.Y;
}
