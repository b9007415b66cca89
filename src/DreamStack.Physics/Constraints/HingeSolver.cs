using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

internal static unsafe class HingeSolver
{
    public static void WarmStart(JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        JointPair pair = new(work, bodies);
        pair.Push(impulses->Linear);
        pair.Twist(impulses->Spring + impulses->Motor + impulses->Lower - impulses->Upper);
        pair.Store();
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, in StepContext context, bool useBias)
    {
        JointPair pair = new(work, bodies);
        if (row->HasSpring != 0 && useBias) pair.HoldAngle(ref impulses->Spring, work->Spring, useBias);
        if (row->MaxMotor > 0f)
        {
            float most = context.H * row->MaxMotor;
            float now = Scalar.Clamp(impulses->Motor - (work->AxialMass * (pair.Spin - row->MotorSpeed)), -most, most);
            pair.Twist(now - impulses->Motor);
            impulses->Motor = now;
        }

        if (row->HasLimit != 0)
        {
            float angle = pair.Angle;
            pair.Twist(pair.LimitImpulse(angle - row->Lower, pair.Spin, work->AxialMass, context.InverseH, useBias, ref impulses->Lower));
            pair.Twist(-pair.LimitImpulse(row->Upper - angle, -pair.Spin, work->AxialMass, context.InverseH, useBias, ref impulses->Upper));
        }

        pair.HoldPoint(ref impulses->Linear, useBias);
        pair.Store();
    }
}
