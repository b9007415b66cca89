using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

/// <summary>Sends each constraint to its kind's solver.</summary>
internal static unsafe class JointSolver
{
    public static void Prepare(JointRow* row, JointWork* work, BodyTable bodies, in StepContext context)
    {
        int a = row->BodyA, b = row->BodyB;
        BodyMass* ma = bodies.Masses.Rows + a, mb = bodies.Masses.Rows + b;
        BodyPose* pa = bodies.Poses.Rows + a, pb = bodies.Poses.Rows + b;
        bool holdsTarget = row->Kind == JointKind.Mouse;
        work->A = holdsTarget ? 0 : bodies.Links[a].Awake;
        work->B = bodies.Links[b].Awake;
        work->InverseMassA = work->A == 0 ? 0f : ma->InverseMass;
        work->InverseInertiaA = work->A == 0 ? 0f : ma->InverseInertia;
        work->InverseMassB = work->B == 0 ? 0f : mb->InverseMass;
        work->InverseInertiaB = work->B == 0 ? 0f : mb->InverseInertia;
        work->AnchorA = holdsTarget ? default : pa->Rotation * (row->AnchorA - ma->Center);
        work->AnchorB = pb->Rotation * (row->AnchorB - mb->Center);
        work->Between = holdsTarget ? pb->Center - row->Axis : pb->Center - pa->Center;
        work->Relative = row->Reference.To(pa->Rotation.To(pb->Rotation));
        work->Axis = pa->Rotation * row->Axis;
        work->Spring = Softness.Of(row->Hertz, row->Damping, context.H);
        work->Rigid = context.Joint;
        float k = work->InverseInertiaA + work->InverseInertiaB;
        work->AxialMass = k > 0f ? 1f / k : 0f;
    }

    public static void WarmStart(JointKind kind, JointWork* work, JointImpulses* impulses, SolverBody* bodies)
    {
        switch (kind)
        {
            case JointKind.Distance: DistanceSolver.WarmStart(work, impulses, bodies); break;
            case JointKind.Hinge: HingeSolver.WarmStart(work, impulses, bodies); break;
            case JointKind.Weld: WeldSolver.WarmStart(work, impulses, bodies); break;
            case JointKind.Slider: SliderSolver.WarmStart(work, impulses, bodies); break;
            case JointKind.Mouse: MouseSolver.WarmStart(work, impulses, bodies); break;
            default: MotorSolver.WarmStart(work, impulses, bodies); break;
        }
    }

    public static void Solve(JointRow* row, JointWork* work, JointImpulses* impulses, SolverBody* bodies, in StepContext context, bool useBias)
    {
        switch (row->Kind)
        {
            case JointKind.Distance: DistanceSolver.Solve(row, work, impulses, bodies, context, useBias); break;
            case JointKind.Hinge: HingeSolver.Solve(row, work, impulses, bodies, context, useBias); break;
            case JointKind.Weld: WeldSolver.Solve(row, work, impulses, bodies, useBias); break;
            case JointKind.Slider: SliderSolver.Solve(row, work, impulses, bodies, context, useBias); break;
            case JointKind.Mouse: MouseSolver.Solve(row, work, impulses, bodies, context, useBias); break;
            default: MotorSolver.Solve(row, work, impulses, bodies, context); break;
        }
    }

    /// <summary>What it pulled with in the last sub-step: newtons and newton metres.</summary>
    public static (float Force, float Torque) Reaction(JointKind kind, in JointImpulses i, float inverseH)
    {
        float along = i.Spring + i.Motor + i.Lower - i.Upper;
        return kind switch
        {
            JointKind.Distance => (MathF.Abs(i.Linear.X + along) * inverseH, 0f),
            JointKind.Slider => (new Vec2(along, i.Linear.X).Length * inverseH, MathF.Abs(i.Angular) * inverseH),
            _ => (i.Linear.Length * inverseH, MathF.Abs(i.Angular + along) * inverseH),
        };
    }
}
