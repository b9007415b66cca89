namespace DreamStack.Relay.FanOut;

/// <summary>What the system knows of a viewer's connection, and holds of it.</summary>
internal interface IDrain
{
    /// <summary>What it has taken so far; null where the system does not tell.</summary>
    Drained? Look();

    /// <summary>Bytes a second that the way is sure to take before anything is known of it; null where that is plenty or unknown.</summary>
    long? Cautious();

    /// <summary>Tells the system how many bytes it may hold unsent for a viewer that does not acknowledge.</summary>
    void Hold(long unsent);
}
