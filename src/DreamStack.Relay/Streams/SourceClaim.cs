namespace DreamStack.Relay.Streams;

/// <summary>What a source's wish for a stream came to.</summary>
internal enum SourceClaim
{
    /// <summary>The stream was free: a new source begins.</summary>
    Begun,

    /// <summary>The same source is back: what the stream holds still counts.</summary>
    Resumed,

    /// <summary>Another source is there, or is expected back.</summary>
    Refused,
}
