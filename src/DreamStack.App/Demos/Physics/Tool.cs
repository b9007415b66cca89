namespace DreamStack.App.Demos.Physics;

/// <summary>What a press in the room does, in the order of the buttons.</summary>
internal enum Tool
{
    /// <summary>Takes hold of a body, to move and throw it.</summary>
    Grab,

    /// <summary>Puts a pile of boxes there.</summary>
    Stack,

    /// <summary>Drops one body of a kind that chance decides.</summary>
    Drop,

    /// <summary>Makes what is drawn: a closed line becomes a plate, an open one a wire.</summary>
    Draw,

    /// <summary>Pins two bodies that lie over each other, or one to the wall.</summary>
    Hinge,

    /// <summary>Puts a region where a rectangle is dragged: water, wind, no gravity, honey.</summary>
    Region,

    /// <summary>Takes away a body or a region.</summary>
    Erase,
}
