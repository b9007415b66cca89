namespace DreamStack.Physics.Shapes;

/// <summary>What a shape is made of and whom it touches.</summary>
public sealed record Surface
{
    /// <summary>Density 1, friction 0.6, no bounce.</summary>
    public static Surface Default { get; } = new();

    /// <summary>Kilograms a square metre.</summary>
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
        if (!(Density is >= 0f and <= 1e6f)) throw new ArgumentOutOfRangeException(nameof(Density), Density, "Density must lie in [0, 1e6].");
        if (!(Friction is >= 0f and <= 100f)) throw new ArgumentOutOfRangeException(nameof(Friction), Friction, "Friction must lie in [0, 100].");
        if (!(Restitution is >= 0f and <= 1f)) throw new ArgumentOutOfRangeException(nameof(Restitution), Restitution, "Restitution must lie in [0, 1].");
        if (!(MathF.Abs(BeltSpeed) <= 1000f)) throw new ArgumentOutOfRangeException(nameof(BeltSpeed), BeltSpeed, "A belt runs at most 1000 m/s.");
    }
}
