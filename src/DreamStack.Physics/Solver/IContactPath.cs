namespace DreamStack.Physics.Solver;

/// <summary>The contact solver at one width.</summary>
internal unsafe interface IContactPath
{
    void WarmStart(ContactBlock* blocks, int from, int to, SolverBody* bodies);

    void Solve(ContactBlock* blocks, int from, int to, SolverBody* bodies, in StepContext context, bool useBias);

    void Restitute(ContactBlock* blocks, int from, int to, SolverBody* bodies, float threshold);
}
