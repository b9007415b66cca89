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
        Guard.Known(Kind);
        Guard.Point(Position);
        Guard.Number(Angle, -Guard.Turn, Guard.Turn);
        Guard.Vector(LinearVelocity, Guard.Speed);
        Guard.Number(AngularVelocity, -Guard.Speed, Guard.Speed);
        Guard.Number(LinearDamping, 0f, 1e6f);
        Guard.Number(AngularDamping, 0f, 1e6f);
        Guard.Number(GravityScale, -1e6f, 1e6f);
    }
}
