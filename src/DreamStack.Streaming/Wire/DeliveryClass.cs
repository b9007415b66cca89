namespace DreamStack.Streaming.Wire;

/// <summary>How a relay treats a message whose type it cannot read: the top two bits of the flags.</summary>
public enum DeliveryClass : byte
{
    /// <summary>As the type says.</summary>
    ByType = 0,

    /// <summary>Must arrive, in order.</summary>
    Reliable = 1,

    /// <summary>Only the latest counts.</summary>
    LatestWins = 2,

    /// <summary>Worthless when late.</summary>
    Perishable = 3,
}
