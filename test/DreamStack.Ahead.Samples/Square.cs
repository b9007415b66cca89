namespace DreamStack.Ahead.Samples;

internal class Square(long side) : Figure(side)
{
    public override long Area(long depth) => unchecked(Side * Side + depth);
}
