using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Queries;

/// <summary>A ray of finite length.</summary>
/// <param name="Origin">Where it begins.</param>
/// <param name="Way">From there to its end.</param>
public readonly record struct Ray(Vec2 Origin, Vec2 Way);
