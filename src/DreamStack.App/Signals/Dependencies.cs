namespace DreamStack.App.Signals;

/// <summary>
/// What one observer read in its last run, in order. A run that reads the same things again reuses the links, so the
/// steady state allocates nothing; links that a run did not reach are dropped at its end.
/// </summary>
internal sealed class Dependencies(IObserver owner)
{
    private Link? _first;
    private Link? _cursor;
    private Dependencies? _outer;

    public IObserver Owner { get; } = owner;

    /// <summary>True while the sources hold links back to this observer.</summary>
    public bool Active { get; private set; }

    public void Begin()
    {
        _cursor = null;
        _outer = Tracking.Current;
        Tracking.Current = this;
    }

    public void End()
    {
        Tracking.Current = _outer;
        _outer = null;
        Link? stale = _cursor is null ? _first : _cursor.NextDependency;
        if (_cursor is null)
        {
            _first = null;
        }
        else
        {
            _cursor.NextDependency = null;
        }

        for (; stale is not null; stale = stale.NextDependency)
        {
            stale.Source.Unsubscribe(stale);
        }
    }

    public void Track(SignalSource source)
    {
        Link? candidate = _cursor is null ? _first : _cursor.NextDependency;
        if (candidate?.Source != source)
        {
            if (_cursor?.Source == source)
            {
                return;
            }

            candidate = Detach(candidate, source) ?? new Link(source, this);
            Insert(candidate);
        }

        candidate!.Version = source.Version;
        _cursor = candidate;
        if (Active)
        {
            source.Subscribe(candidate);
        }
    }

    /// <summary>Asks the sources in the order they were read, so that a source behind a changed condition is not asked.</summary>
    public bool AnyChanged()
    {
        for (Link? link = _first; link is not null; link = link.NextDependency)
        {
            if (link.Source.Version != link.Version || link.Source.IsRunning)
            {
                return true;
            }

            link.Source.Refresh();
            if (link.Source.Version != link.Version)
            {
                return true;
            }
        }

        return false;
    }

    public void Activate()
    {
        Active = true;
        for (Link? link = _first; link is not null; link = link.NextDependency)
        {
            link.Source.Subscribe(link);
        }
    }

    public void Deactivate()
    {
        Active = false;
        for (Link? link = _first; link is not null; link = link.NextDependency)
        {
            link.Source.Unsubscribe(link);
        }
    }

    /// <summary>Stops listening and forgets the sources, so that neither side keeps the other alive.</summary>
    public void Clear()
    {
        Deactivate();
        _first = null;
    }

    /// <summary>Takes the link to a source out of the rest of the last run's list: the order of reading changed.</summary>
    private static Link? Detach(Link? from, SignalSource source)
    {
        for (Link? before = from; before?.NextDependency is { } link; before = link)
        {
            if (link.Source == source)
            {
                before.NextDependency = link.NextDependency;
                return link;
            }
        }

        return null;
    }

    private void Insert(Link link)
    {
        if (_cursor is null)
        {
            link.NextDependency = _first;
            _first = link;
        }
        else
        {
            link.NextDependency = _cursor.NextDependency;
            _cursor.NextDependency = link;
        }
    }
}
