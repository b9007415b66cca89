namespace DreamStack.Physics.Solver;

/// <summary>How many floats the solver works on at once. All give the same bits; they differ in speed alone.</summary>
public enum VectorPath
{
    /// <summary>The widest the machine has.</summary>
    Automatic,

    /// <summary>One at a time.</summary>
    Scalar,

    /// <summary>Four at a time.</summary>
    Vector128,

    /// <summary>Eight at a time.</summary>
    Vector256,
}
