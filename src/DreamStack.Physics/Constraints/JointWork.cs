using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

/// <summary>What a step works out once about a constraint.</summary>
internal struct JointWork
{
    public int Joint;
    public int A;
    public int B;
    public float InverseMassA;
    public float InverseMassB;
    public float InverseInertiaA;
    public float InverseInertiaB;
    public Vec2 AnchorA;
    public Vec2 AnchorB;

    /// <summary>From the first centre of mass to the second as the step begins.</summary>
    public Vec2 Between;

    /// <summary>The second body's turn against the first, less the reference, as the step begins.</summary>
    public Rotation Relative;
    public Vec2 Axis;
    public Softness Spring;
    public Softness Rigid;
    public float AxialMass;
}
