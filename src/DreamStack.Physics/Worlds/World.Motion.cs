using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    // A step allows 4,000 m/s, so more than this in m/s² makes no difference but to the range of a float.
    private const float MostAcceleration = 1e15f;

    internal void SetPose(int body, Pose pose)
    {
        Pose to = Guard.Pose(pose);
        ThrowIfStepping();
        WakeTouching(body);
        Wake(body);
        Bodies.Poses[body] = new BodyPose { Center = Scalar.Canonical(to.Position + (to.Rotation * Bodies.Masses[body].Center)), Rotation = to.Rotation };
        Nodes.BodiesMoved();
        for (int shape = Bodies.Links[body].FirstShape; shape >= 0; shape = Shapes.Shapes[shape].Next) MoveProxy(shape, BoundsOf(shape));
    }

    internal void SetMotion(int body, Vec2 linear, float angular)
    {
        Guard.Vector(linear, Guard.Speed);
        Guard.Number(angular, -Guard.Speed, Guard.Speed);
        ThrowIfStepping();
        if (Bodies.Links[body].Kind == BodyKind.Static) return;
        if (linear != default || angular != 0f)
        {
            Wake(body);
            // What rests on a body that nothing pushes is no island with it, so it does not wake with it.
            if (Bodies.Links[body].Kind == BodyKind.Kinematic) WakeTouching(body);
        }

        Bodies.Motions[body] = new BodyMotion { Linear = Scalar.Canonical(linear), Angular = Scalar.Canonical(angular) };
    }

    internal void AddForce(int body, Vec2 force, float torque)
    {
        Guard.Vector(force, Guard.Push);
        Guard.Number(torque, -Guard.Twist, Guard.Twist);
        ThrowIfStepping();
        if (Bodies.Links[body].Kind != BodyKind.Dynamic) return;
        Wake(body);
        ref BodyForce f = ref Bodies.Forces[body];
        f.Linear = Clamped(f.Linear + force, MostAcceleration * Bodies.Masses[body].Mass);
        f.Torque = Scalar.Clamp(f.Torque + torque, -Guard.Twist, Guard.Twist);
    }

    internal void AddImpulse(int body, Vec2 impulse, float angular)
    {
        Guard.Vector(impulse, Guard.Push);
        Guard.Number(angular, -Guard.Twist, Guard.Twist);
        ThrowIfStepping();
        if (Bodies.Links[body].Kind != BodyKind.Dynamic) return;
        Wake(body);
        ref BodyMotion motion = ref Bodies.Motions[body];
        motion.Linear = Scalar.Canonical(Clamped(motion.Linear + (Bodies.Masses[body].InverseMass * impulse), Guard.Speed));
        motion.Angular = Scalar.Canonical(Scalar.Clamp(motion.Angular + (Bodies.Masses[body].InverseInertia * angular), -Guard.Speed, Guard.Speed));
    }

    internal Bounds BoundsOf(int shape)
    {
        ShapeRow* row = Shapes.Shapes.Rows + shape;
        return Shapes.Outlines[row->Geometry].BoundsAt(Bodies.OriginOf(row->Body), Bodies.Poses[row->Body].Rotation);
    }

    internal void MoveProxy(int shape, Bounds tight)
    {
        ShapeRow* row = Shapes.Shapes.Rows + shape;
        if (Bodies.Links[row->Body].Kind == BodyKind.Static) StaticTree.Move(row->Proxy, tight);
        else MovingTree.Move(row->Proxy, tight.Grown(Limits.Margin));
        MarkMoved(shape);
    }

    private static Vec2 Clamped(Vec2 value, float most) => new(Scalar.Clamp(value.X, -most, most), Scalar.Clamp(value.Y, -most, most));

    internal void MarkMoved(int shape)
    {
        if (Shapes.Shapes[shape].IsMoved != 0) return;
        Shapes.Shapes[shape].IsMoved = 1;
        Moved.Push(shape);
    }
}
