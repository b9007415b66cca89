using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

internal static unsafe class DistanceSolver
{
    public static void WarmStart(JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        JointPair pair = new(work, bodies);
        Vec2 axis = pair.Offset.Normalized();
        pair.Push((impulses->Linear.X + impulses->Spring + impulses->Lower - impulses->Upper) * axis);
        pair.Store();
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, in StepContext context, bool useBias)
    {
        JointPair pair = new(work, bodies);
        Vec2 axis = pair.Offset.Normalized(out float length);
        float ra = Vec2.Cross(pair.AnchorA, axis), rb = Vec2.Cross(pair.AnchorB, axis);
        float k = work->InverseMassA + work->InverseMassB + (work->InverseInertiaA * ra * ra) + (work->InverseInertiaB * rb * rb);
        float mass = k > 0f ? 1f / k : 0f;
        if (row->HasSpring == 0)
        {
            Softness soft = useBias ? work->Rigid : Softness.Rigid;
            float impulse = JointPair.Impulse(Vec2.Dot(axis, pair.Velocity), length - row->Length, mass, soft, impulses->Linear.X);
            impulses->Linear = new Vec2(impulses->Linear.X + impulse, 0f);
            pair.Push(impulse * axis);
        }
        else if (row->Hertz > 0f && useBias)
        {
            float impulse = JointPair.Impulse(Vec2.Dot(axis, pair.Velocity), length - row->Length, mass, work->Spring, impulses->Spring);
            impulses->Spring += impulse;
            pair.Push(impulse * axis);
        }

        if (row->HasLimit != 0)
        {
            float low = pair.LimitImpulse(length - row->Lower, Vec2.Dot(axis, pair.Velocity), mass, context.InverseH, useBias, ref impulses->Lower);
            pair.Push(low * axis);
            if (row->Upper < 1e7f)
            {
                float high = pair.LimitImpulse(row->Upper - length, -Vec2.Dot(axis, pair.Velocity), mass, context.InverseH, useBias, ref impulses->Upper);
                pair.Push(-high * axis);
            }
        }

        pair.Store();
    }
}
