using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Regions;

/// <summary>What a region is when it is added: an outline in the world, whom it concerns, and what it does.</summary>
public sealed record RegionDefinition
{
    /// <summary>Its outline.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Where the outline is.</summary>
    public Pose Pose { get; init; } = Pose.Identity;

    /// <summary>What it does.</summary>
    public RegionEffect Effect { get; init; }

    /// <summary>The effect's direction, velocity or acceleration.</summary>
    public Vec2 Vector { get; init; }

    /// <summary>The effect's strength.</summary>
    public float Strength { get; init; }

    /// <summary>Rate a second at which a fluid slows motion and spin.</summary>
    public float Damping { get; init; } = 1f;

    /// <summary>How fast the effect fades from the middle: 0 not at all, 1 linearly to nothing at the radius of the outline.</summary>
    public float Falloff { get; init; }

    /// <summary>Whether a gravity replaces the world's.</summary>
    public bool Exclusive { get; init; }

    /// <summary>Where regions of one effect overlap, those of the highest priority act alone.</summary>
    public int Priority { get; init; }

    /// <summary>Which shapes it concerns.</summary>
    public Filter Filter { get; init; } = Filter.All;

    /// <summary>Whether a stay event is raised in every step.</summary>
    public bool RaisesStay { get; init; }

    internal void Validate()
    {
        if (Shape.Geometry.Count == 0) throw new ArgumentException("The shape was not made by one of its factory methods.", nameof(Shape));
        Guard.Known(Effect);
        Guard.Pose(Pose);
        Guard.Vector(Vector, 1e6f);
        Guard.Number(Strength, -1e6f, 1e6f);
        Guard.Number(Damping, 0f, 1e4f);
        Guard.Number(Falloff, 0f, 1f);
        if (Effect == RegionEffect.TimeScale && !(Strength is >= 0f and <= 2f)) throw new ArgumentOutOfRangeException(nameof(Strength), Strength, "Time runs between 0 and 2 times as fast.");
    }
}
