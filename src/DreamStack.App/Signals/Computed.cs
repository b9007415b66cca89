using System.Runtime.ExceptionServices;

namespace DreamStack.App.Signals;

/// <summary>
/// A value made from other values: computed when first read, kept until something it read changes. It must not be
/// disposed: while no effect depends on it, its sources do not know it.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Computed<T> : ReadableSignal<T>, IObserver
{
    private readonly Func<T> _compute;
    private readonly IEqualityComparer<T> _comparer;
    private readonly Dependencies _dependencies;
    private T _value = default!;
    private ExceptionDispatchInfo? _error;
    private long _writesSeen;
    private bool _evaluated;
    private bool _dirty = true;
    private bool _running;

    /// <summary>Wraps a pure function; an equal result stops the change here.</summary>
    public Computed(Func<T> compute, IEqualityComparer<T>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(compute);
        _compute = compute;
        _comparer = comparer ?? EqualityComparer<T>.Default;
        _dependencies = new Dependencies(this);
    }

    /// <summary>The current value. Throws what the function threw, or <see cref="SignalCycleException"/> if it reads itself.</summary>
    public override T Value
    {
        get
        {
            RefreshOrThrow();
            Tracking.Current?.Track(this);
            _error?.Throw();
            return _value;
        }
    }

    internal override bool IsRunning => _running;

    /// <inheritdoc/>
    public override T Peek()
    {
        RefreshOrThrow();
        _error?.Throw();
        return _value;
    }

    void IObserver.Notify()
    {
        if (!_dirty)
        {
            _dirty = true;
            NotifySubscribers();
        }
    }

    internal override void Refresh()
    {
        if (_evaluated && IsFresh())
        {
            return;
        }

        _running = true;
        try
        {
            _writesSeen = Tracking.Writes;
            _dirty = false;
            if (!_evaluated || _dependencies.AnyChanged())
            {
                Run();
            }
        }
        finally
        {
            _running = false;
        }
    }

    // Whoever subscribes has just refreshed this value, so nothing was missed before the sources know it.
    private protected override void OnObserved() => _dependencies.Activate();

    private protected override void OnUnobserved() => _dependencies.Deactivate();

    private bool IsFresh() => (_dependencies.Active && !_dirty) || _writesSeen == Tracking.Writes;

    private void RefreshOrThrow()
    {
        if (_running)
        {
            throw new SignalCycleException("A computed value reads itself.");
        }

        Refresh();
    }

    private void Run()
    {
        T value = default!;
        ExceptionDispatchInfo? error = null;
        _dependencies.Begin();
        try
        {
            value = _compute();
        }
#pragma warning disable CA1031 // A failure is kept and thrown to every reader, so it reaches only those who read it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            _dependencies.End();
        }

        bool same = _evaluated && error is null && _error is null && _comparer.Equals(_value, value);

        // A cycle ends by a change that nobody in it could listen to, so it is looked for again at every read.
        _evaluated = error?.SourceException is not SignalCycleException;
        _error = error;
        if (!same)
        {
            _value = value;
            Version++;
        }
    }
}
