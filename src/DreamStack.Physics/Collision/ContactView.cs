using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Collision;

/// <summary>A collision manifold: two shapes that touch, and where.</summary>
/// <param name="BodyA">The first body.</param>
/// <param name="BodyB">The second body.</param>
/// <param name="ShapeA">The first shape.</param>
/// <param name="ShapeB">The second shape.</param>
/// <param name="Normal">From the first shape to the second.</param>
/// <param name="Count">Points: 1 or 2.</param>
/// <param name="First">The first point.</param>
/// <param name="Second">The second point; the default value when there is one.</param>
public readonly record struct ContactView(
    BodyId BodyA, BodyId BodyB, ShapeId ShapeA, ShapeId ShapeB, Vec2 Normal, int Count, ContactPoint First, ContactPoint Second);
