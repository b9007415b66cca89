namespace DreamStack.Streaming.Wire;

/// <summary>How a relay serves a viewer, the dearest first: never better than the mode it chose, and below it where the link is too slow.</summary>
public enum QualityStep
{
    /// <summary>Every picture whole: mode pixel.</summary>
    FullPixels,

    /// <summary>What changed: mode delta.</summary>
    Delta,

    /// <summary>What changed, each message run-length coded where that is smaller.</summary>
    CompressedDelta,

    /// <summary>The same, a few pictures a second at most.</summary>
    LowerRate,

    /// <summary>The signal state alone: mode signal, the receiver draws by itself.</summary>
    Signal,
}
