using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Collision;

/// <summary>A point of a contact, as the last step worked it out.</summary>
/// <param name="Point">Where the two shapes meet, in the world.</param>
/// <param name="Separation">Metres between them there; below zero they overlap.</param>
/// <param name="NormalImpulse">Newton seconds that pushed them apart in the last sub-step.</param>
/// <param name="TangentImpulse">Newton seconds of friction in the last sub-step, along the normal turned to the right.</param>
public readonly record struct ContactPoint(Vec2 Point, float Separation, float NormalImpulse, float TangentImpulse);
