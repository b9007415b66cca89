using DreamStack.Physics.Constraints;

namespace DreamStack.Physics.Solver;

/// <summary>The solver at the width of <typeparamref name="T"/>.</summary>
internal sealed unsafe class WidePath<T> : IWidePath
    where T : unmanaged, IWide<T>
{
    public void WarmStart(ContactBlock* blocks, int from, int to, SolverBody* bodies) => ContactSolver<T>.WarmStart(blocks, from, to, bodies);

    public void Solve(ContactBlock* blocks, int from, int to, SolverBody* bodies, in StepContext context, bool useBias) =>
        ContactSolver<T>.Solve(blocks, from, to, bodies, context, useBias);

    public void Restitute(ContactBlock* blocks, int from, int to, SolverBody* bodies, float threshold) =>
        ContactSolver<T>.Restitute(blocks, from, to, bodies, threshold);

    public void WarmStart(HingeBlock* blocks, int from, int to, SolverBody* bodies) => HingeBlockSolver<T>.WarmStart(blocks, from, to, bodies);

    public void Solve(HingeBlock* blocks, int from, int to, SolverBody* bodies, Softness soft) => HingeBlockSolver<T>.Solve(blocks, from, to, bodies, soft);
}
