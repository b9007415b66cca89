using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Solver;

/// <summary>
/// A step's solving: soft constraints in sub-steps, each with a pass that takes back the velocity that pushing
/// overlap out has cost; bounces last.
/// </summary>
internal sealed class StepSolver(World world)
{
    public BodyStage Bodies { get; } = new(world);

    public JointStage Joints { get; } = new(world);

    public ContactStage Contacts { get; } = new(world);

    public unsafe void Run(in StepContext context)
    {
        Contacts.Collect();
        Bodies.Prepare(context);
        Joints.Prepare(context, Bodies.Rows);
        Contacts.Prepare(context, Bodies.Rows);
        for (int i = 0; i < context.SubSteps; i++)
        {
            Bodies.Drive();
            Joints.WarmStart();
            Contacts.WarmStart();
            Joints.Solve(useBias: true);
            Contacts.Solve(useBias: true);
            Bodies.Advance();
            Joints.Solve(useBias: false);
            Contacts.Solve(useBias: false);
        }

        Contacts.Restitute();
        Contacts.Store();
        Bodies.Finish();
    }
}
