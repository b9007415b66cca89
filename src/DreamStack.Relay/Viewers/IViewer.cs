using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Viewers;

/// <summary>Somebody who watches a stream, however the bytes travel there.</summary>
internal interface IViewer
{
    /// <summary>The viewer's number on this relay, never used twice.</summary>
    uint Id { get; }

    /// <summary>A small picture in a list: not counted as watching, never driving by being first.</summary>
    bool IsThumbnail { get; }

    /// <summary>What waits for this viewer.</summary>
    Outbox Outbox { get; }
}
