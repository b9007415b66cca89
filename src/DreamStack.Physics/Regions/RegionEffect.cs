namespace DreamStack.Physics.Regions;

/// <summary>What a region does to the bodies in it.</summary>
public enum RegionEffect
{
    /// <summary>Nothing but telling who is in it.</summary>
    Sensor,

    /// <summary>Gravity of its own: an acceleration <c>Vector</c>, in place of the world's when it is <c>Exclusive</c>.</summary>
    UniformGravity,

    /// <summary>An acceleration of <c>Strength</c> towards its middle, in place of the world's when it is <c>Exclusive</c>.</summary>
    PointGravity,

    /// <summary>A force of <c>Strength</c> times mass and speed against the motion.</summary>
    Drag,

    /// <summary>A force of <c>Strength</c> times size towards the velocity <c>Vector</c> of the air.</summary>
    Wind,

    /// <summary>A fluid of density <c>Strength</c> below the region's top; <c>Damping</c> slows what is in it.</summary>
    Buoyancy,

    /// <summary>An acceleration of <c>Strength</c> around its middle, to the left.</summary>
    Vortex,

    /// <summary>Pulls the velocity to <c>Vector</c> at the rate <c>Strength</c>.</summary>
    Conveyor,

    /// <summary>Time runs <c>Strength</c> times as fast.</summary>
    TimeScale,

    /// <summary>Removes what comes in.</summary>
    Kill,
}
