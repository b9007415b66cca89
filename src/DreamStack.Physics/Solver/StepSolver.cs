using System.Runtime.Intrinsics;
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

    public IWidePath Path { get; set; } = PathOf(world.Settings.Path);

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

        Joints.Store();
        Contacts.Restitute();
        Contacts.Store();
        Bodies.Finish();
    }

    private static IWidePath PathOf(VectorPath path) => path switch
    {
        VectorPath.Scalar => new WidePath<Wide1>(),
        VectorPath.Vector128 => new WidePath<Wide4>(),
        VectorPath.Vector256 => new WidePath<Wide8>(),
        _ when Vector256.IsHardwareAccelerated => new WidePath<Wide8>(),
        _ when Vector128.IsHardwareAccelerated => new WidePath<Wide4>(),
        _ => new WidePath<Wide1>(),
    };
}
