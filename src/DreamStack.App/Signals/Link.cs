namespace DreamStack.App.Signals;

/// <summary>One edge of the graph: this observer read that source, and saw this version of it.</summary>
internal sealed class Link(SignalSource source, Dependencies observer)
{
    public SignalSource Source { get; } = source;

    public Dependencies Observer { get; } = observer;

    public long Version { get; set; }

    public Link? NextDependency { get; set; }

    public Link? PreviousSubscriber { get; set; }

    public Link? NextSubscriber { get; set; }

    public bool Subscribed { get; set; }
}
