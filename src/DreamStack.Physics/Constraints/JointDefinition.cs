using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Constraints;

/// <summary>What every constraint is made from; the anchors are in each body's own frame.</summary>
public abstract record JointDefinition
{
    /// <summary>The first body.</summary>
    public required BodyId BodyA { get; init; }

    /// <summary>The second body, at least one of the two dynamic.</summary>
    public required BodyId BodyB { get; init; }

    /// <summary>Where it holds the first body.</summary>
    public Vec2 AnchorA { get; init; }

    /// <summary>Where it holds the second body.</summary>
    public Vec2 AnchorB { get; init; }

    /// <summary>Whether the two bodies still touch each other.</summary>
    public bool BodiesTouch { get; init; }

    /// <summary>Force in newtons above which it breaks and is removed; infinite never.</summary>
    public float BreakForce { get; init; } = float.PositiveInfinity;

    /// <summary>Torque in newton metres above which it breaks; infinite never.</summary>
    public float BreakTorque { get; init; } = float.PositiveInfinity;

    /// <summary>The caller's own.</summary>
    public ulong UserData { get; init; }

    internal abstract void Fill(ref JointRow row);
}
