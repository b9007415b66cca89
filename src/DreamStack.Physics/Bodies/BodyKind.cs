namespace DreamStack.Physics.Bodies;

/// <summary>What moves a body.</summary>
public enum BodyKind
{
    /// <summary>Nothing.</summary>
    Static,

    /// <summary>Its velocity alone; nothing pushes it.</summary>
    Kinematic,

    /// <summary>Forces, contacts and constraints.</summary>
    Dynamic,
}
