using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Regions;

/// <summary>What a region does and where, to be shown or found.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Bounds">The box around it, in the world.</param>
/// <param name="Vector">The effect's direction, velocity or acceleration.</param>
/// <param name="Strength">The effect's strength.</param>
public readonly record struct RegionView(RegionEffect Effect, Bounds Bounds, Vec2 Vector, float Strength);
