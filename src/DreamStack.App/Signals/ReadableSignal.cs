namespace DreamStack.App.Signals;

/// <summary>A value that can be read, and whose reads inside a computation or an effect are remembered.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class ReadableSignal<T> : SignalSource
{
    private protected ReadableSignal()
    {
    }

    /// <summary>The current value; the running computation or effect, if any, depends on it from now on.</summary>
    public abstract T Value { get; }

    /// <summary>The current value, without depending on it.</summary>
    public abstract T Peek();
}
