namespace DreamStack.Client.Receiving;

/// <summary>Signal state as UTF-8 JSON, borrowed for the length of the event.</summary>
public readonly ref struct SignalsView(ReadOnlySpan<byte> json, bool isSync, ushort seq, ulong fullSeq)
{
    /// <summary>The object: the whole state, or a merge patch (RFC 7396).</summary>
    public ReadOnlySpan<byte> Json { get; } = json;

    /// <summary>The object is the whole state.</summary>
    public bool IsSync { get; } = isSync;

    /// <summary>Seq of the message.</summary>
    public ushort Seq { get; } = seq;

    /// <summary>That seq as it never wraps: the source's own count once a keyframe has said it, the same for every viewer.</summary>
    public ulong FullSeq { get; } = fullSeq;

    /// <summary>How long to wait before showing it, so that all receivers show it at once; zero without Sync.</summary>
    public TimeSpan ShowIn { get; init; }
}
