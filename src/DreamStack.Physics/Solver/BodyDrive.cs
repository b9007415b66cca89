using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Solver;

/// <summary>What a sub-step does to a body's velocity before anything pushes back.</summary>
internal struct BodyDrive
{
    public Vec2 Gain;
    public float SpinGain;
    public float Keep;
    public float SpinKeep;
}
