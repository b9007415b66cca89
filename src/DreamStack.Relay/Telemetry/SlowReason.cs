namespace DreamStack.Relay.Telemetry;

/// <summary>Why a viewer gets fewer pictures than its source sends.</summary>
internal enum SlowReason
{
    /// <summary>It gets all of them.</summary>
    None,

    /// <summary>Its connection takes fewer bytes than there are.</summary>
    Link,

    /// <summary>Its connection takes bytes, but its program does not say that it has used them.</summary>
    Silent,

    /// <summary>Nobody can see it, so nobody misses anything: its page is hidden.</summary>
    Hidden,

    /// <summary>It is served at a lower quality than it asked for.</summary>
    Quality,
}
