using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Bodies;

/// <summary>What a body is when it is added.</summary>
public sealed record BodyDefinition
{
    /// <summary>What moves it.</summary>
    public BodyKind Kind { get; init; } = BodyKind.Dynamic;

    /// <summary>Where its origin is, in metres; at most 1,000 km from the world's.</summary>
    public Vec2 Position { get; init; }

    /// <summary>How it is turned, in radians.</summary>
    public float Angle { get; init; }

    /// <summary>Metres a second of its centre of mass.</summary>
    public Vec2 LinearVelocity { get; init; }

    /// <summary>Radians a second.</summary>
    public float AngularVelocity { get; init; }

    /// <summary>Share of speed lost a second, roughly.</summary>
    public float LinearDamping { get; init; }

    /// <summary>Share of spin lost a second, roughly.</summary>
    public float AngularDamping { get; init; }

    /// <summary>Factor on the world's gravity.</summary>
    public float GravityScale { get; init; } = 1f;

    /// <summary>Whether it never turns.</summary>
    public bool IsRotationLocked { get; init; }

    /// <summary>Whether it also stops at moving bodies when it is fast.</summary>
    public bool IsBullet { get; init; }

    /// <summary>Whether it may fall asleep.</summary>
    public bool MaySleep { get; init; } = true;

    /// <summary>The caller's own.</summary>
    public ulong UserData { get; init; }

    internal void Validate()
    {
        if (!(MathF.Abs(Position.X) <= 1e6f && MathF.Abs(Position.Y) <= 1e6f)) throw new ArgumentOutOfRangeException(nameof(Position), Position, "Within 1,000 km of the origin.");
        if (!float.IsFinite(Angle)) throw new ArgumentOutOfRangeException(nameof(Angle), Angle, "Not a number.");
        if (!LinearVelocity.IsFinite || !float.IsFinite(AngularVelocity)) throw new ArgumentOutOfRangeException(nameof(LinearVelocity), LinearVelocity, "Not a number.");
        if (!(LinearDamping is >= 0f and <= 1e6f) || !(AngularDamping is >= 0f and <= 1e6f)) throw new ArgumentOutOfRangeException(nameof(LinearDamping), LinearDamping, "Damping must lie in [0, 1e6].");
        if (!(MathF.Abs(GravityScale) <= 1e6f)) throw new ArgumentOutOfRangeException(nameof(GravityScale), GravityScale, "Within ±1e6.");
    }
}
