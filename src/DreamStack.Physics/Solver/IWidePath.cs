using DreamStack.Physics.Constraints;

namespace DreamStack.Physics.Solver;

/// <summary>The solver of contacts and plain hinges at one width.</summary>
internal unsafe interface IWidePath
{
    void WarmStart(ContactBlock* blocks, int from, int to, SolverBody* bodies);

    void Solve(ContactBlock* blocks, int from, int to, SolverBody* bodies, in StepContext context, bool useBias);

    void Restitute(ContactBlock* blocks, int from, int to, SolverBody* bodies, float threshold);

    void WarmStart(HingeBlock* blocks, int from, int to, SolverBody* bodies);

    void Solve(HingeBlock* blocks, int from, int to, SolverBody* bodies, Softness soft);
}
