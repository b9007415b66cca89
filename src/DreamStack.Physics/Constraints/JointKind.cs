namespace DreamStack.Physics.Constraints;

/// <summary>The kinds of constraint.</summary>
public enum JointKind
{
    /// <summary>Keeps two points at a distance, within a range, or on a spring.</summary>
    Distance,

    /// <summary>Two points are one; the bodies turn about it.</summary>
    Hinge,

    /// <summary>Two bodies are one, stiff or springy.</summary>
    Weld,

    /// <summary>One body slides along an axis of the other.</summary>
    Slider,

    /// <summary>Pulls a point of a body to a target, as a hand does.</summary>
    Mouse,

    /// <summary>Drives the relative velocity of two bodies with bounded force.</summary>
    Motor,
}
