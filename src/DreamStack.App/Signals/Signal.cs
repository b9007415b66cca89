namespace DreamStack.App.Signals;

/// <summary>A value that can be written; a write re-runs what reads it, and an equal write runs nothing.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="value">The first value.</param>
/// <param name="comparer">What counts as equal; the type's own equality when left out.</param>
public sealed class Signal<T>(T value, IEqualityComparer<T>? comparer = null) : ReadableSignal<T>
{
    private readonly IEqualityComparer<T> _comparer = comparer ?? EqualityComparer<T>.Default;
    private T _value = value;

    /// <inheritdoc/>
    public override T Value
    {
        get
        {
            Tracking.Current?.Track(this);
            return _value;
        }
    }

    /// <inheritdoc/>
    public override T Peek() => _value;

    /// <summary>
    /// Writes a new value. Effects run before this returns, unless a batch is open; what they throw comes out of here
    /// after all of them ran. Inside a computation this throws <see cref="InvalidOperationException"/>.
    /// </summary>
    public void Set(T value)
    {
        if (Tracking.Current is { Owner: not Effect })
        {
            throw new InvalidOperationException("A computed value must not write a signal: use an effect.");
        }

        if (_comparer.Equals(_value, value))
        {
            return;
        }

        _value = value;
        Version++;
        Tracking.CountWrite();
        if (!IsObserved)
        {
            return;
        }

        Tracking.OpenBatch();
        try
        {
            NotifySubscribers();
        }
        finally
        {
            Tracking.CloseBatch();
        }
    }

    internal override void Refresh()
    {
    }
}
