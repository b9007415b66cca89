namespace DreamStack.Relay.Http;

/// <summary>
/// Gives memory back to the system when many have come or gone and nothing moves any more: what their handshakes left is garbage
/// that an idle process would keep for good. Looks are made by one thread.
/// </summary>
internal sealed class QuietTrim
{
    private const int Many = 64;
    private long _changes;
    private long _messages;
    private long _changesAtTrim;

    /// <summary>Looks at how many peers have come and gone, and how many messages sources have sent, so far; true when it trimmed.</summary>
    public bool Look(long changes, long messages)
    {
        bool quiet = changes == _changes && messages == _messages;
        (_changes, _messages) = (changes, messages);
        if (!quiet || changes - _changesAtTrim < Many) return false;
        _changesAtTrim = changes;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return true;
    }
}
