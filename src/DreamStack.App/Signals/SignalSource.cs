namespace DreamStack.App.Signals;

/// <summary>
/// Something in the graph that can be read. A graph belongs to one thread at a time. Sources hold their observers by
/// strong links, but only observers that end in a live <see cref="Effect"/>: what nobody watches is never linked.
/// </summary>
public abstract class SignalSource
{
    private Link? _firstSubscriber;
    private Link? _lastSubscriber;

    private protected SignalSource()
    {
    }

    /// <summary>True while at least one live effect depends on this source.</summary>
    public bool IsObserved => _firstSubscriber is not null;

    /// <summary>Counts the changes of the value; equal writes do not count.</summary>
    internal long Version { get; private protected set; }

    internal virtual bool IsRunning => false;

    /// <summary>Brings the value up to date. Throws nothing: a failed computation is a state of the source.</summary>
    internal abstract void Refresh();

    internal void Subscribe(Link link)
    {
        if (link.Subscribed)
        {
            return;
        }

        link.Subscribed = true;
        link.PreviousSubscriber = _lastSubscriber;
        if (_lastSubscriber is not null)
        {
            _lastSubscriber.NextSubscriber = link;
            _lastSubscriber = link;
            return;
        }

        _firstSubscriber = _lastSubscriber = link;
        OnObserved();
    }

    internal void Unsubscribe(Link link)
    {
        if (!link.Subscribed)
        {
            return;
        }

        link.Subscribed = false;
        if (link.PreviousSubscriber is null)
        {
            _firstSubscriber = link.NextSubscriber;
        }
        else
        {
            link.PreviousSubscriber.NextSubscriber = link.NextSubscriber;
        }

        if (link.NextSubscriber is null)
        {
            _lastSubscriber = link.PreviousSubscriber;
        }
        else
        {
            link.NextSubscriber.PreviousSubscriber = link.PreviousSubscriber;
        }

        link.PreviousSubscriber = null;
        link.NextSubscriber = null;
        if (_firstSubscriber is null)
        {
            OnUnobserved();
        }
    }

    private protected void NotifySubscribers()
    {
        for (Link? link = _firstSubscriber; link is not null; link = link.NextSubscriber)
        {
            link.Observer.Owner.Notify();
        }
    }

    private protected virtual void OnObserved()
    {
    }

    private protected virtual void OnUnobserved()
    {
    }
}
