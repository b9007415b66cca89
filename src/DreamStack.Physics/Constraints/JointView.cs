using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>What a constraint joins, and where, to be shown or found.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="BodyA">The first body.</param>
/// <param name="BodyB">The second body.</param>
/// <param name="AnchorA">Where it holds the first body, in its frame.</param>
/// <param name="AnchorB">Where it holds the second body, in its frame.</param>
/// <param name="Axis">Slider: its axis; mouse: the target in the world; motor: its velocity.</param>
/// <param name="UserData">The caller's own.</param>
public readonly record struct JointView(JointKind Kind, BodyId BodyA, BodyId BodyB, Vec2 AnchorA, Vec2 AnchorB, Vec2 Axis, ulong UserData);
