using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Events;

/// <summary>Something that happened; the members that its kind does not speak of are the default.</summary>
public readonly record struct WorldEvent
{
    /// <summary>What happened.</summary>
    public WorldEventKind Kind { get; init; }

    /// <summary>The body, or the first of two.</summary>
    public BodyId BodyA { get; init; }

    /// <summary>The second body.</summary>
    public BodyId BodyB { get; init; }

    /// <summary>The first shape of a contact.</summary>
    public ShapeId ShapeA { get; init; }

    /// <summary>The second shape of a contact.</summary>
    public ShapeId ShapeB { get; init; }

    /// <summary>The constraint that broke.</summary>
    public JointId Joint { get; init; }

    /// <summary>The region.</summary>
    public RegionId Region { get; init; }

    /// <summary>Where a hit was.</summary>
    public Vec2 Point { get; init; }

    /// <summary>From the first shape to the second.</summary>
    public Vec2 Normal { get; init; }

    /// <summary>Newton seconds of a hit; newtons at which a constraint broke.</summary>
    public float Impulse { get; init; }
}
