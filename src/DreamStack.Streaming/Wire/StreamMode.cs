namespace DreamStack.Streaming.Wire;

/// <summary>How a viewer wants a stream: its own choice, live.</summary>
public enum StreamMode : byte
{
    /// <summary>Every picture whole.</summary>
    Pixel,

    /// <summary>A whole picture, then what changes.</summary>
    Delta,

    /// <summary>The signal state; the receiver draws by itself.</summary>
    Signal,

    /// <summary>The receiver runs the source's world itself, by its inputs; the signal state says the rest.</summary>
    Lockstep,
}
