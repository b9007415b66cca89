using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Maths;

/// <summary>Where something is and how it is turned.</summary>
/// <param name="Position">The origin, in metres.</param>
/// <param name="Rotation">The turn about it.</param>
public readonly record struct Pose(Vec2 Position, Rotation Rotation)
{
    /// <summary>At the origin, not turned.</summary>
    public static Pose Identity => new(default, Rotation.Identity);

    /// <summary>A pose from a position and an angle in radians.</summary>
    public static Pose At(Vec2 position, float radians = 0f) => new(position, Rotation.FromAngle(radians));

    /// <summary>The child's pose seen from the parent's surroundings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pose operator *(Pose parent, Pose child) => new(parent * child.Position, parent.Rotation * child.Rotation);

    /// <summary>A point of this frame, seen from outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec2 operator *(Pose pose, Vec2 point) => (pose.Rotation * point) + pose.Position;

    /// <summary>A point from outside, seen in this frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 ToLocal(Vec2 point) => Rotation.Unrotate(point - Position);

    /// <summary>A pose from outside, seen in this frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pose ToLocal(Pose pose) => new(ToLocal(pose.Position), Rotation.To(pose.Rotation));
}
