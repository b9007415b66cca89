using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Events;

/// <summary>
/// Decides within the step whether a contact is solved this time: false lets the shapes pass, as a one-way platform
/// does. The normal points from the first shape to the second. Must not change the world, and must decide by its state.
/// </summary>
public delegate bool ContactFilter(World world, ShapeId first, ShapeId second, Vec2 normal);
