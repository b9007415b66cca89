using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Shapes;

/// <summary>What a shape is made of and whom it touches.</summary>
public sealed record Surface
{
    // What weighs less cannot be divided by.
    private const float LeastDensity = 1e-6f;

    /// <summary>Density 1, friction 0.6, no bounce.</summary>
    public static Surface Default { get; } = new();

    /// <summary>Kilograms a square metre; 0 adds no mass, other values are at least 1e-6.</summary>
    public float Density { get; init; } = 1f;

    /// <summary>Coulomb's coefficient; two shapes meet with the geometric mean.</summary>
    public float Friction { get; init; } = 0.6f;

    /// <summary>Share of the approach speed kept by a bounce; two shapes meet with the greater.</summary>
    public float Restitution { get; init; }

    /// <summary>Speed at which the surface runs along itself, as a belt does, in m/s.</summary>
    public float BeltSpeed { get; init; }

    /// <summary>Whom the shape touches.</summary>
    public Filter Filter { get; init; } = Filter.All;

    /// <summary>Whether contacts of this shape are shown to the world's contact filter before they are solved.</summary>
    public bool AsksBeforeContact { get; init; }

    /// <summary>The caller's own.</summary>
    public ulong UserData { get; init; }

    internal void Validate()
    {
        if (Density != 0f) Guard.Number(Density, LeastDensity, 1e6f);
        Guard.Number(Friction, 0f, 100f);
        Guard.Number(Restitution, 0f, 1f);
        Guard.Number(BeltSpeed, -1000f, 1000f);
    }
}
