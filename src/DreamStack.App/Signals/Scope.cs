namespace DreamStack.App.Signals;

/// <summary>Owns the effects and scopes made while it runs something, and disposes them together, newest first.</summary>
public sealed class Scope : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private bool _disposed;

    /// <summary>A scope owned by the one that is running now, if any.</summary>
    public Scope()
        : this(detached: false)
    {
    }

    internal Scope(bool detached)
    {
        if (!detached)
        {
            Tracking.Scope?.Own(this);
        }
    }

    /// <summary>Runs the body; every effect and scope it makes belongs to this scope.</summary>
    public void Run(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ObjectDisposedException.ThrowIf(_disposed, this);
        Scope? outer = Tracking.Scope;
        Tracking.Scope = this;
        try
        {
            body();
        }
        finally
        {
            Tracking.Scope = outer;
        }
    }

    /// <summary>Adds something to dispose with this scope; disposes it at once if the scope is gone already.</summary>
    public void Own(IDisposable item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_disposed)
        {
            item.Dispose();
            return;
        }

        _owned.Add(item);
    }

    /// <summary>Disposes all that is owned; a second call does nothing.</summary>
    public void Dispose()
    {
        _disposed = true;
        Clear();
    }

    internal void Clear()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
        {
            _owned[i].Dispose();
        }

        _owned.Clear();
    }
}
