namespace DreamStack.Relay.Streams;

/// <summary>What to do with a picture message that just came.</summary>
internal enum PictureVerdict
{
    /// <summary>Fan it out.</summary>
    Forward,

    /// <summary>It builds on a picture nobody has: ask the source for a whole one.</summary>
    NeedsKeyframe,

    /// <summary>It is not what the protocol says: close the source.</summary>
    Invalid,
}
