namespace DreamStack.App.Signals;

/// <summary>
/// Runs at once, and again whenever something it read has changed. It lives until disposed, by hand or by the
/// <see cref="Scope"/> or effect it was made in; it hears of nothing afterwards.
/// </summary>
public sealed class Effect : IDisposable, IObserver
{
    private readonly Action _body;
    private readonly Dependencies _dependencies;
    private readonly Scope _children = new(detached: true);
    private bool _queued;
    private bool _running;
    private bool _disposed;

    /// <summary>Runs the body a first time; if that throws, the effect is disposed and the exception comes out.</summary>
    public Effect(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _body = body;
        _dependencies = new Dependencies(this);
        _dependencies.Activate();
        Tracking.Scope?.Own(this);
        try
        {
            using (Batch.Open())
            {
                Run();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal Effect? NextPending { get; set; }

    /// <summary>Unlinks the effect from everything it read and disposes what was made inside it.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _children.Clear();
        if (!_running)
        {
            _dependencies.Clear();
        }
    }

    void IObserver.Notify()
    {
        if (!_queued && !_disposed)
        {
            _queued = true;
            Tracking.Enqueue(this);
        }
    }

    internal Effect? TakeFromQueue()
    {
        Effect? next = NextPending;
        NextPending = null;
        _queued = false;
        return next;
    }

    /// <summary>Runs if something it read really changed; gives back what the body threw, so that others still run.</summary>
    internal Exception? RunQueued()
    {
        try
        {
            if (!_disposed && _dependencies.AnyChanged())
            {
                Run();
            }
        }
#pragma warning disable CA1031 // One effect's failure must not keep the others from running; the batch rethrows it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }

        return null;
    }

    private void Run()
    {
        _children.Clear();
        Scope? outer = Tracking.Scope;
        Tracking.Scope = _children;
        _running = true;
        _dependencies.Begin();
        try
        {
            _body();
        }
        finally
        {
            _dependencies.End();
            _running = false;
            Tracking.Scope = outer;
            if (_disposed)
            {
                _children.Clear();
                _dependencies.Clear();
            }
        }
    }
}
