namespace DreamStack.Physics.Constraints;

/// <summary>
/// Eight hinges side by side, without limit, motor or spring, of bodies that are all different. Unused lanes join row 0
/// to itself and weigh nothing.
/// </summary>
internal unsafe struct HingeBlock
{
    public const int Lanes = 8;

    public fixed int A[Lanes];
    public fixed int B[Lanes];
    public fixed float InverseMassA[Lanes];
    public fixed float InverseMassB[Lanes];
    public fixed float InverseInertiaA[Lanes];
    public fixed float InverseInertiaB[Lanes];
    public fixed float AnchorAx[Lanes];
    public fixed float AnchorAy[Lanes];
    public fixed float AnchorBx[Lanes];
    public fixed float AnchorBy[Lanes];

    /// <summary>From the first centre of mass to the second as the step begins.</summary>
    public fixed float BetweenX[Lanes];
    public fixed float BetweenY[Lanes];
    public fixed float ImpulseX[Lanes];
    public fixed float ImpulseY[Lanes];
    public fixed int Joint[Lanes];
    public int Used;
}
