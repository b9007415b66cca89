namespace DreamStack.Relay.FanOut;

/// <summary>What a writer has to do next for its viewer.</summary>
internal enum OutboxNext
{
    /// <summary>Wait.</summary>
    Empty,

    /// <summary>Send the messages taken.</summary>
    Messages,

    /// <summary>Fetch the stream's whole signal state.</summary>
    SignalState,

    /// <summary>Fetch the stream's current picture.</summary>
    Picture,

    /// <summary>Close: messages that must arrive do not fit any more.</summary>
    Overflow,
}
