namespace DreamStack.Physics.Solver;

/// <summary>
/// Eight contacts side by side, of bodies that are all different: what any width of registers works on with the same
/// result. Unused lanes join row 0 to itself and weigh nothing.
/// </summary>
internal unsafe struct ContactBlock
{
    public const int Lanes = 8;

    public fixed int A[Lanes];
    public fixed int B[Lanes];
    public fixed float InverseMassA[Lanes];
    public fixed float InverseMassB[Lanes];
    public fixed float InverseInertiaA[Lanes];
    public fixed float InverseInertiaB[Lanes];
    public fixed float NormalX[Lanes];
    public fixed float NormalY[Lanes];
    public fixed float Friction[Lanes];
    public fixed float BeltSpeed[Lanes];
    public ContactBlockPoint First;
    public ContactBlockPoint Second;
    public fixed float Restitution[Lanes];
    public fixed int Contact[Lanes];
    public int HasRestitution;
    public int Used;
}
