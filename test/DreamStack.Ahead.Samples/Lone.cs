namespace DreamStack.Ahead.Samples;

internal readonly record struct Lone(int X) : IProduct<Lone, int>
{
    public static Lone One => new(1);

    public static Lone operator +(Lone a, Lone b) => new(unchecked(a.X + b.X));

    public static Lone operator -(Lone a, Lone b) => new(unchecked(a.X - b.X));

    public static Lone Times(Lone a, Lone b) => new(unchecked(a.X * b.X));

    public static long Wide(Lone a) => a.X;
}
