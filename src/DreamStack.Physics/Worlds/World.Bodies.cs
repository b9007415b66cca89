using System.Runtime.CompilerServices;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Adds a body without shapes; it weighs 1 kg until it has some.</summary>
    public BodyId AddBody(BodyDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        definition.Validate();
        ThrowIfStepping();
        int body = Bodies.Slots.Take();
        Bodies.Poses[body] = new BodyPose { Center = Scalar.Canonical(definition.Position), Rotation = Rotation.FromAngle(definition.Angle) };
        bool moves = definition.Kind != BodyKind.Static;
        Bodies.Motions[body] = moves
            ? new BodyMotion { Linear = Scalar.Canonical(definition.LinearVelocity), Angular = Scalar.Canonical(definition.AngularVelocity) }
            : default;
        // The row may have been another body's, whose centre of mass must not move this one.
        Bodies.Masses[body] = default;
        Bodies.SleepTimes[body] = 0f;
        Bodies.Tunings[body] = new BodyTuning { LinearDamping = definition.LinearDamping, AngularDamping = definition.AngularDamping, GravityScale = definition.GravityScale };
        Bodies.Forces[body] = new BodyForce { TimeScale = 1f };
        Bodies.UserData[body] = definition.UserData;
        Bodies.Links[body] = new BodyLinks
        {
            Kind = definition.Kind,
            Flags = (definition.IsRotationLocked ? BodyFlags.RotationLocked : 0) | (definition.IsBullet ? BodyFlags.Bullet : 0) | (definition.MaySleep ? BodyFlags.MaySleep : 0),
            FirstShape = -1,
            FirstContact = -1,
            FirstJoint = -1,
        };
        SetMassFromShapes(body);
        if (moves) PushAwake(body);
        BodyId id = IdOf(body);
        Log.Raise(new WorldEvent { Kind = WorldEventKind.BodyAdded, BodyA = id });
        return id;
    }

    /// <summary>Removes a body with its shapes, contacts and constraints; what touched it wakes.</summary>
    public void RemoveBody(BodyId id)
    {
        ThrowIfStepping();
        Remove(RowOf(id));
    }

    /// <summary>Whether the id names a body that is there.</summary>
    public bool Contains(BodyId id) => Bodies.Slots.IsLive(id.Index, id.Generation);

    /// <summary>The body of an id; throws when it is not there.</summary>
    public Body this[BodyId id]
    {
        get
        {
            RowOf(id);
            return new Body(this, id);
        }
    }

    /// <summary>Ids of the live bodies in row order; returns how many there are, even if the span is shorter.</summary>
    public int CopyBodies(Span<BodyId> into) => Bodies.Slots.CopyLive(into, static (row, generation) => new BodyId(row, generation));

    internal void Remove(int body)
    {
        WakeTouching(body);
        while (Bodies.Links[body].FirstJoint >= 0) RemoveJointRow(Bodies.Links[body].FirstJoint);
        while (Bodies.Links[body].FirstShape >= 0) RemoveShapeRow(Bodies.Links[body].FirstShape, keepMass: true);
        RegionRows.Forget(body);
        Nodes.Forget(IdOf(body));
        PopAwake(body);
        Log.Raise(new WorldEvent { Kind = WorldEventKind.BodyRemoved, BodyA = IdOf(body) });
        Bodies.Links[body] = default;
        Bodies.Poses[body] = default;
        Bodies.Motions[body] = default;
        Bodies.Slots.Free(body);
    }

    internal BodyId IdOf(int body) => new(body, Bodies.Slots.GenerationOf(body));

    internal int RowOf(BodyId id, [CallerArgumentExpression(nameof(id))] string name = "") =>
        Contains(id) ? id.Index : throw new ArgumentException($"There is no body {id.Index} of generation {id.Generation} in this world.", name);

    internal void SetMassFromShapes(int body)
    {
        Vec2 origin = Bodies.OriginOf(body);
        Bodies.Masses[body] = BodyMassing.Of(this, body);
        ref BodyPose pose = ref Bodies.Poses[body];
        pose.Center = Scalar.Canonical(origin + (pose.Rotation * Bodies.Masses[body].Center));
        Nodes.BodiesMoved();
        (Bodies.Tunings[body].MinExtent, Bodies.Tunings[body].MaxExtent) = BodyMassing.Extents(this, body);
    }
}
