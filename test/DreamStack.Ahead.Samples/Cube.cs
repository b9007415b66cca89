namespace DreamStack.Ahead.Samples;

internal sealed class Cube(long side) : Square(side), INamed
{
    public override long Area(long depth) => unchecked(base.Area(depth) * depth);

    long INamed.Name() => 3;

    public long Scaled(long by) => by;
}
