namespace DreamStack.Ahead.Samples;

internal abstract class Figure(long side) : INamed
{
    public long Side { get; } = side;

    public abstract long Area(long depth);

    public virtual long Twice(long depth) => unchecked(2 * Area(depth));

    public virtual long Name() => 1;
}
