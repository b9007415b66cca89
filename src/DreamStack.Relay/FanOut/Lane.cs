namespace DreamStack.Relay.FanOut;

/// <summary>How a message is queued for a viewer: the order here is the order in which lanes are sent.</summary>
internal enum Lane
{
    /// <summary>Must arrive, in order; too much of it closes the viewer.</summary>
    Control,

    /// <summary>Sound: the oldest is dropped.</summary>
    Audio,

    /// <summary>Worthless when late.</summary>
    Perishable,

    /// <summary>Only the newest of a type counts: it takes the place of a queued one.</summary>
    Latest,

    /// <summary>The signal state and its changes.</summary>
    Signal,

    /// <summary>Pictures: replaced as a whole by the current one, never dropped alone.</summary>
    Picture,

    /// <summary>A world that viewers run themselves: as pictures, for who asked for it instead of them.</summary>
    World,

    /// <summary>The last word of a source: after everything else.</summary>
    End,

    /// <summary>Between a peer and its relay; not forwarded.</summary>
    Hop,
}
