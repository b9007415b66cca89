namespace DreamStack.Physics.Solver;

/// <summary>Some bodies at once, a register for each of their numbers.</summary>
internal struct WideBody<T>
    where T : unmanaged
{
    public T Vx;
    public T Vy;
    public T W;
    public T TimeScale;
    public T Dx;
    public T Dy;
    public T Cos;
    public T Sin;
}
