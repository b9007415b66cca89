using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Solver;

/// <summary>What every part of a step's solving needs to know.</summary>
internal struct StepContext
{
    public float Dt;
    public float H;
    public float InverseH;
    public int SubSteps;
    public Vec2 Gravity;
    public Softness Contact;
    public Softness StaticContact;
    public Softness Joint;
    public float PushSpeed;
    public float RestitutionThreshold;
}
