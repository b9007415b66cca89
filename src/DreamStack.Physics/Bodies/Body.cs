using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Bodies;

/// <summary>A body of a world, looked at through its id; every member throws once the body is gone.</summary>
public readonly struct Body
{
    private readonly World _world;

    internal Body(World world, BodyId id)
    {
        _world = world;
        Id = id;
    }

    /// <summary>Its name.</summary>
    public BodyId Id { get; }

    /// <summary>What moves it.</summary>
    public BodyKind Kind => _world.Bodies.Links[Row].Kind;

    /// <summary>Where its origin is and how it is turned; setting it wakes the body and what touches it.</summary>
    public Pose Pose
    {
        get => _world.Bodies.PoseOf(Row);
        set => _world.SetPose(Row, value);
    }

    /// <summary>Its origin.</summary>
    public Vec2 Position => Pose.Position;

    /// <summary>Its angle in radians, in (−π, π].</summary>
    public float Angle => _world.Bodies.Poses[Row].Rotation.Angle;

    /// <summary>Its centre of mass in the world.</summary>
    public Vec2 Center => _world.Bodies.Poses[Row].Center;

    /// <summary>Velocity of its centre of mass in m/s; setting one that is not zero wakes it.</summary>
    public Vec2 LinearVelocity
    {
        get => _world.Bodies.Motions[Row].Linear;
        set => _world.SetMotion(Row, value, _world.Bodies.Motions[Row].Angular);
    }

    /// <summary>Radians a second; setting one that is not zero wakes it.</summary>
    public float AngularVelocity
    {
        get => _world.Bodies.Motions[Row].Angular;
        set => _world.SetMotion(Row, _world.Bodies.Motions[Row].Linear, value);
    }

    /// <summary>Kilograms; 0 for what is not dynamic.</summary>
    public float Mass => _world.Bodies.Masses[Row].Mass;

    /// <summary>Moment of inertia about its centre of mass, in kg·m².</summary>
    public float Inertia => _world.Bodies.Masses[Row].Inertia;

    /// <summary>Its centre of mass in its own frame.</summary>
    public Vec2 LocalCenter => _world.Bodies.Masses[Row].Center;

    /// <summary>Whether it is simulated now.</summary>
    public bool IsAwake => _world.Bodies.IsAwake(Row);

    /// <summary>The caller's own.</summary>
    public ulong UserData
    {
        get => _world.Bodies.UserData[Row];
        set => _world.Bodies.UserData[Row] = value;
    }

    private int Row => _world.RowOf(Id);

    /// <summary>Wakes it and the island it lies in.</summary>
    public void Wake() => _world.Wake(Row);

    /// <summary>A force in newtons at a point of the world, for the next step.</summary>
    public void ApplyForce(Vec2 force, Vec2 point) => _world.AddForce(Row, force, Vec2.Cross(point - Center, force));

    /// <summary>A force in newtons at the centre of mass, for the next step.</summary>
    public void ApplyForce(Vec2 force) => _world.AddForce(Row, force, 0f);

    /// <summary>A torque in newton metres, for the next step.</summary>
    public void ApplyTorque(float torque) => _world.AddForce(Row, default, torque);

    /// <summary>An impulse in newton seconds at a point of the world, at once.</summary>
    public void ApplyImpulse(Vec2 impulse, Vec2 point) => _world.AddImpulse(Row, impulse, Vec2.Cross(point - Center, impulse));

    /// <summary>An impulse in newton seconds at the centre of mass, at once.</summary>
    public void ApplyImpulse(Vec2 impulse) => _world.AddImpulse(Row, impulse, 0f);
}
