namespace DreamStack.Physics.Collision;

[Flags]
internal enum ContactFlags
{
    None = 0,
    Live = 1,

    /// <summary>The outlines overlap, or nearly.</summary>
    Touching = 2,
    Asks = 4,

    /// <summary>Found in this step: no longer near each other.</summary>
    Apart = 8,
    Began = 16,
    Ended = 32,
    Disabled = 64,
}
