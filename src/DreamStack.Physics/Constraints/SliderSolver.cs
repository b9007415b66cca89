using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

internal static unsafe class SliderSolver
{
    public static void WarmStart(JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        JointPair pair = new(work, bodies);
        Vec2 axis = pair.TurnOfA * work->Axis, across = axis.Left, arm = pair.Offset + pair.AnchorA;
        float along = impulses->Spring + impulses->Motor + impulses->Lower - impulses->Upper;
        Vec2 impulse = (along * axis) + (impulses->Linear.X * across);
        pair.PushAlong(impulse, Vec2.Cross(arm, impulse) + impulses->Angular, Vec2.Cross(pair.AnchorB, impulse) + impulses->Angular);
        pair.Store();
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, in StepContext context, bool useBias)
    {
        JointPair pair = new(work, bodies);
        Vec2 axis = pair.TurnOfA * work->Axis, offset = pair.Offset, arm = offset + pair.AnchorA;
        float way = Vec2.Dot(offset, axis);
        float ta = Vec2.Cross(arm, axis), tb = Vec2.Cross(pair.AnchorB, axis);
        float k = work->InverseMassA + work->InverseMassB + (work->InverseInertiaA * ta * ta) + (work->InverseInertiaB * tb * tb);
        float mass = k > 0f ? 1f / k : 0f;
        if (row->HasSpring != 0 && useBias)
        {
            float impulse = JointPair.Impulse(Speed(pair, axis, arm), way, mass, work->Spring, impulses->Spring);
            impulses->Spring += impulse;
            Push(ref pair, axis, ta, tb, impulse);
        }

        if (row->MaxMotor > 0f)
        {
            float most = context.H * row->MaxMotor;
            float now = Scalar.Clamp(impulses->Motor - (mass * (Speed(pair, axis, arm) - row->MotorSpeed)), -most, most);
            Push(ref pair, axis, ta, tb, now - impulses->Motor);
            impulses->Motor = now;
        }

        if (row->HasLimit != 0)
        {
            Push(ref pair, axis, ta, tb, pair.LimitImpulse(way - row->Lower, Speed(pair, axis, arm), mass, context.InverseH, useBias, ref impulses->Lower));
            Push(ref pair, axis, ta, tb, -pair.LimitImpulse(row->Upper - way, -Speed(pair, axis, arm), mass, context.InverseH, useBias, ref impulses->Upper));
        }

        pair.HoldAngle(ref impulses->Angular, useBias ? work->Rigid : Softness.Rigid, useBias);
        HoldAcross(ref pair, work, impulses, axis.Left, offset, arm, useBias);
        pair.Store();
    }

    private static void HoldAcross(ref JointPair pair, JointWork* work, JointImpulses* impulses, Vec2 across, Vec2 offset, Vec2 arm, bool useBias)
    {
        float ta = Vec2.Cross(arm, across), tb = Vec2.Cross(pair.AnchorB, across);
        float k = work->InverseMassA + work->InverseMassB + (work->InverseInertiaA * ta * ta) + (work->InverseInertiaB * tb * tb);
        Softness soft = useBias ? work->Rigid : Softness.Rigid;
        float impulse = JointPair.Impulse(Speed(pair, across, arm), Vec2.Dot(offset, across), k > 0f ? 1f / k : 0f, soft, impulses->Linear.X);
        impulses->Linear = new Vec2(impulses->Linear.X + impulse, 0f);
        Push(ref pair, across, ta, tb, impulse);
    }

    // The first body's part is that of the point where the second body's anchor is now.
    private static float Speed(in JointPair pair, Vec2 direction, Vec2 arm) =>
        Vec2.Dot(direction, pair.Velocity) - (pair.SpinOfA * (Vec2.Cross(arm, direction) - Vec2.Cross(pair.AnchorA, direction)));

    private static void Push(ref JointPair pair, Vec2 direction, float ta, float tb, float impulse) =>
        pair.PushAlong(impulse * direction, ta * impulse, tb * impulse);
}
