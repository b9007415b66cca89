using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    internal void SetPose(int body, Pose pose)
    {
        if (!(MathF.Abs(pose.Position.X) <= 1e6f && MathF.Abs(pose.Position.Y) <= 1e6f) || !float.IsFinite(pose.Rotation.Cos) || !float.IsFinite(pose.Rotation.Sin))
        {
            throw new ArgumentOutOfRangeException(nameof(pose), pose, "A pose must be of numbers, within 1,000 km of the origin.");
        }

        ThrowIfStepping();
        WakeTouching(body);
        Wake(body);
        Rotation rotation = pose.Rotation.Unit();
        Bodies.Poses[body] = new BodyPose { Center = Scalar.Canonical(pose.Position + (rotation * Bodies.Masses[body].Center)), Rotation = rotation };
        for (int shape = Bodies.Links[body].FirstShape; shape >= 0; shape = Shapes.Shapes[shape].Next) MoveProxy(shape, BoundsOf(shape));
    }

    internal void SetMotion(int body, Vec2 linear, float angular)
    {
        if (!linear.IsFinite || !float.IsFinite(angular)) throw new ArgumentOutOfRangeException(nameof(linear), linear, "Not a number.");
        ThrowIfStepping();
        if (Bodies.Links[body].Kind == BodyKind.Static) return;
        if (linear != default || angular != 0f) Wake(body);
        Bodies.Motions[body] = new BodyMotion { Linear = Scalar.Canonical(linear), Angular = Scalar.Canonical(angular) };
    }

    internal void AddForce(int body, Vec2 force, float torque)
    {
        if (!force.IsFinite || !float.IsFinite(torque)) throw new ArgumentOutOfRangeException(nameof(force), force, "Not a number.");
        ThrowIfStepping();
        if (Bodies.Links[body].Kind != BodyKind.Dynamic) return;
        Wake(body);
        ref BodyForce f = ref Bodies.Forces[body];
        f.Linear += force;
        f.Torque += torque;
    }

    internal void AddImpulse(int body, Vec2 impulse, float angular)
    {
        if (!impulse.IsFinite || !float.IsFinite(angular)) throw new ArgumentOutOfRangeException(nameof(impulse), impulse, "Not a number.");
        ThrowIfStepping();
        if (Bodies.Links[body].Kind != BodyKind.Dynamic) return;
        Wake(body);
        ref BodyMotion motion = ref Bodies.Motions[body];
        motion.Linear = Scalar.Canonical(motion.Linear + (Bodies.Masses[body].InverseMass * impulse));
        motion.Angular = Scalar.Canonical(motion.Angular + (Bodies.Masses[body].InverseInertia * angular));
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

    internal void MarkMoved(int shape)
    {
        if (Shapes.Shapes[shape].IsMoved != 0) return;
        Shapes.Shapes[shape].IsMoved = 1;
        Moved.Push(shape);
    }
}
