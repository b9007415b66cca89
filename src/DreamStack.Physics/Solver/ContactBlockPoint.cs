namespace DreamStack.Physics.Solver;

/// <summary>One of the two points of eight contacts.</summary>
internal unsafe struct ContactBlockPoint
{
    public fixed float AnchorAx[ContactBlock.Lanes];
    public fixed float AnchorAy[ContactBlock.Lanes];
    public fixed float AnchorBx[ContactBlock.Lanes];
    public fixed float AnchorBy[ContactBlock.Lanes];

    /// <summary>Separation less what the anchors make of it, so that it can be followed through the sub-steps.</summary>
    public fixed float BaseSeparation[ContactBlock.Lanes];
    public fixed float NormalMass[ContactBlock.Lanes];
    public fixed float TangentMass[ContactBlock.Lanes];
    public fixed float NormalImpulse[ContactBlock.Lanes];
    public fixed float TangentImpulse[ContactBlock.Lanes];
    public fixed float LargestImpulse[ContactBlock.Lanes];
    public fixed float ApproachSpeed[ContactBlock.Lanes];
}
