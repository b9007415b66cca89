namespace DreamStack.App.Demos.Physics;

/// <summary>What a command does to the world: its first byte.</summary>
internal enum CommandKind : byte
{
    /// <summary>The viewer takes hold of what is at a point.</summary>
    Grab = 1,

    /// <summary>The viewer's hold moves to a point.</summary>
    Drag,

    /// <summary>The viewer lets go.</summary>
    Release,

    /// <summary>Everybody lets go.</summary>
    ReleaseAll,

    /// <summary>A pile of boxes stands at a point.</summary>
    Stack,

    /// <summary>A body falls from a point.</summary>
    Drop,

    /// <summary>A plate from the points of its outline.</summary>
    Plate,

    /// <summary>A wire along points.</summary>
    Wire,

    /// <summary>What lies at a point is pinned together, or to the wall.</summary>
    Hinge,

    /// <summary>A region between two corners; what it does follows from how many there are.</summary>
    Region,

    /// <summary>What is at a point is taken away.</summary>
    Erase,

    /// <summary>The scene as it was at first.</summary>
    Reset,

    /// <summary>Everything jumps.</summary>
    Kick,
}
