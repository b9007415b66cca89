using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

/// <summary>The pull to a target: the first body is row 0 here, so only the second is moved.</summary>
internal static unsafe class MouseSolver
{
    public static void WarmStart(JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        JointPair pair = new(work, bodies);
        pair.Push(impulses->Linear);
        pair.Store();
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, in StepContext context, bool useBias)
    {
        if (!useBias) return;
        JointPair pair = new(work, bodies);
        Softness soft = work->Spring;
        Vec2 r = pair.AnchorB;
        float m = work->InverseMassB, i = work->InverseInertiaB;
        Vec2 solved = JointPair.Solve(m + (i * r.Y * r.Y), -i * r.X * r.Y, m + (i * r.X * r.X), pair.Velocity + (soft.BiasRate * pair.Offset));
        Vec2 old = impulses->Linear, now = old - (soft.MassScale * solved) - (soft.ImpulseScale * old);
        float most = context.H * row->MaxMotor;
        if (now.LengthSquared > most * most) now = most * now.Normalized();
        impulses->Linear = now;
        pair.Push(now - old);
        pair.Store();
    }
}
