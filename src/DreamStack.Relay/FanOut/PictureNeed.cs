namespace DreamStack.Relay.FanOut;

/// <summary>How a viewer stands to its stream's pictures.</summary>
internal enum PictureNeed
{
    /// <summary>It wants none.</summary>
    None,

    /// <summary>It has the newest one, or what leads there is queued.</summary>
    Live,

    /// <summary>Its writer has to fetch the current one.</summary>
    CatchUp,

    /// <summary>The stream holds none: the next whole one starts it.</summary>
    AwaitWhole,
}
