namespace DreamStack.Physics.Solver;

/// <summary>
/// A body in the sub-steps: eight floats, so that eight bodies turn into eight registers. Row 0 stands for everything
/// that nothing moves.
/// </summary>
internal struct SolverBody
{
    public float Vx;
    public float Vy;
    public float W;
    public float TimeScale;
    public float Dx;
    public float Dy;
    public float Cos;
    public float Sin;
}
