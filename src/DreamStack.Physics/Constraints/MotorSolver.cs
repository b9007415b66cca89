using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

internal static unsafe class MotorSolver
{
    public static void WarmStart(JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        JointPair pair = new(work, bodies);
        pair.PushCenters(impulses->Linear);
        pair.Twist(impulses->Angular);
        pair.Store();
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, in StepContext context)
    {
        JointPair pair = new(work, bodies);
        float mostTwist = context.H * row->MaxMotor, mostPush = context.H * row->Length;
        float twist = Scalar.Clamp(impulses->Angular - (work->AxialMass * (pair.Spin - row->MotorSpeed)), -mostTwist, mostTwist);
        pair.Twist(twist - impulses->Angular);
        impulses->Angular = twist;
        float k = work->InverseMassA + work->InverseMassB;
        Vec2 old = impulses->Linear, now = old - ((k > 0f ? 1f / k : 0f) * (pair.CenterVelocity - row->Axis));
        if (now.LengthSquared > mostPush * mostPush) now = mostPush * now.Normalized();
        impulses->Linear = now;
        pair.PushCenters(now - old);
        pair.Store();
    }
}
