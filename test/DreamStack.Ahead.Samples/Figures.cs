namespace DreamStack.Ahead.Samples;

internal interface INamed
{
    long Name();

    long Scaled(long by) => unchecked(Name() * by);
}

internal abstract class Figure(long side) : INamed
{
    public long Side { get; } = side;

    public abstract long Area(long depth);

    public virtual long Twice(long depth) => unchecked(2 * Area(depth));

    public virtual long Name() => 1;
}

internal class Square(long side) : Figure(side)
{
    public override long Area(long depth) => unchecked(Side * Side + depth);
}

internal sealed class Cube(long side) : Square(side), INamed
{
    public override long Area(long depth) => unchecked(base.Area(depth) * depth);

    long INamed.Name() => 3;

    public long Scaled(long by) => by;
}

internal sealed class Strip(long side) : Figure(side)
{
    public override long Area(long depth) => Side ^ depth;

    public override long Twice(long depth) => 7;

    public override long Name() => 2;
}

internal static class Later
{
    public static readonly long Value = Deeper.Value * 2;

    private static class Deeper
    {
        public static readonly long Value = new List<int> { 3, 4 }.Count + 40;
    }
}
