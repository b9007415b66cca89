namespace DreamStack.Ahead.Samples;

internal interface INamed
{
    long Name();

    long Scaled(long by) => unchecked(Name() * by);
}
