namespace DreamStack.Ahead.Samples;

internal sealed class Strip(long side) : Figure(side)
{
    public override long Area(long depth) => Side ^ depth;

    public override long Twice(long depth) => 7;

    public override long Name() => 2;
}
