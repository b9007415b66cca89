using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Bodies;

/// <summary>A body of a world, looked at through its id; every member throws once the body is gone.</summary>
public readonly struct Body
{
    private readonly World? _of;

    internal Body(World world, BodyId id)
    {
        _of = world;
        Id = id;
    }

    /// <summary>Its name.</summary>
    public BodyId Id { get; }

    /// <summary>What moves it.</summary>
    public BodyKind Kind => World.Bodies.Links[Row].Kind;

    /// <summary>Where its origin is and how it is turned; setting it wakes the body and what touches it.</summary>
    public Pose Pose
    {
        get => World.Bodies.PoseOf(Row);
        set => World.SetPose(Row, value);
    }

    /// <summary>Its origin.</summary>
    public Vec2 Position => Pose.Position;

    /// <summary>Its angle in radians, in (−π, π].</summary>
    public float Angle => World.Bodies.Poses[Row].Rotation.Angle;

    /// <summary>Its centre of mass in the world.</summary>
    public Vec2 Center => World.Bodies.Poses[Row].Center;

    /// <summary>Velocity of its centre of mass in m/s; setting one that is not zero wakes it.</summary>
    public Vec2 LinearVelocity
    {
        get => World.Bodies.Motions[Row].Linear;
        set => World.SetMotion(Row, value, World.Bodies.Motions[Row].Angular);
    }

    /// <summary>Radians a second; setting one that is not zero wakes it.</summary>
    public float AngularVelocity
    {
        get => World.Bodies.Motions[Row].Angular;
        set => World.SetMotion(Row, World.Bodies.Motions[Row].Linear, value);
    }

    /// <summary>Kilograms; 0 for what is not dynamic.</summary>
    public float Mass => World.Bodies.Masses[Row].Mass;

    /// <summary>Moment of inertia about its centre of mass, in kg·m².</summary>
    public float Inertia => World.Bodies.Masses[Row].Inertia;

    /// <summary>Its centre of mass in its own frame.</summary>
    public Vec2 LocalCenter => World.Bodies.Masses[Row].Center;

    /// <summary>Whether it is simulated now.</summary>
    public bool IsAwake => World.Bodies.IsAwake(Row);

    /// <summary>The caller's own.</summary>
    public ulong UserData
    {
        get => World.Bodies.UserData[Row];
        set
        {
            World.ThrowIfStepping();
            World.Bodies.UserData[Row] = value;
        }
    }

    private World World => _of ?? throw new InvalidOperationException("This body is of no world: take one from a world by its id.");

    private int Row => World.RowOf(Id);

    /// <summary>Wakes it and the island it lies in.</summary>
    public void Wake()
    {
        World.ThrowIfStepping();
        World.Wake(Row);
    }

    /// <summary>A force in newtons at a point of the world, for the next step.</summary>
    public void ApplyForce(Vec2 force, Vec2 point) => World.AddForce(Row, force, Vec2.Cross(Guard.Point(point) - Center, Guard.Vector(force, Guard.Push)));

    /// <summary>A force in newtons at the centre of mass, for the next step.</summary>
    public void ApplyForce(Vec2 force) => World.AddForce(Row, force, 0f);

    /// <summary>A torque in newton metres, for the next step.</summary>
    public void ApplyTorque(float torque) => World.AddForce(Row, default, torque);

    /// <summary>An impulse in newton seconds at a point of the world, at once.</summary>
    public void ApplyImpulse(Vec2 impulse, Vec2 point) => World.AddImpulse(Row, impulse, Vec2.Cross(Guard.Point(point) - Center, Guard.Vector(impulse, Guard.Push)));

    /// <summary>An impulse in newton seconds at the centre of mass, at once.</summary>
    public void ApplyImpulse(Vec2 impulse) => World.AddImpulse(Row, impulse, 0f);
}
