namespace DreamStack.Physics.Events;

/// <summary>What happened.</summary>
public enum WorldEventKind
{
    /// <summary>A step begins.</summary>
    StepBegan,

    /// <summary>A step is done.</summary>
    StepEnded,

    /// <summary>A body was added.</summary>
    BodyAdded,

    /// <summary>A body was removed.</summary>
    BodyRemoved,

    /// <summary>Two shapes began to touch.</summary>
    ContactBegan,

    /// <summary>Two shapes still touch; only when the settings ask for it.</summary>
    ContactStayed,

    /// <summary>Two shapes no longer touch.</summary>
    ContactEnded,

    /// <summary>Two shapes met fast.</summary>
    Hit,

    /// <summary>A body fell asleep.</summary>
    Slept,

    /// <summary>A body woke.</summary>
    Woke,

    /// <summary>A constraint broke and was removed.</summary>
    JointBroke,

    /// <summary>A body came into a region.</summary>
    RegionEntered,

    /// <summary>A body still is in a region; only when the region asks for it.</summary>
    RegionStayed,

    /// <summary>A body left a region.</summary>
    RegionLeft,
}
