namespace DreamStack.Relay.FanOut;

/// <summary>How a viewer stands to its stream's signal state.</summary>
internal enum SignalNeed
{
    /// <summary>It does not follow the changes.</summary>
    None,

    /// <summary>It has the newest state, or what leads there is queued.</summary>
    Live,

    /// <summary>Its writer has to fetch the whole state.</summary>
    CatchUp,
}
