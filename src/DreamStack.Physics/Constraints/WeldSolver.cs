using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

internal static unsafe class WeldSolver
{
    public static void WarmStart(JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        JointPair pair = new(work, bodies);
        pair.Push(impulses->Linear);
        pair.Twist(impulses->Angular);
        pair.Store();
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, bool useBias)
    {
        JointPair pair = new(work, bodies);
        if (row->HasSpring != 0)
        {
            if (useBias) pair.HoldAngle(ref impulses->Angular, work->Spring, useBias);
        }
        else
        {
            pair.HoldAngle(ref impulses->Angular, useBias ? work->Rigid : Softness.Rigid, useBias);
        }

        pair.HoldPoint(ref impulses->Linear, useBias);
        pair.Store();
    }
}
