namespace DreamStack.Physics.Constraints;

/// <summary>Names a constraint of one world; the default value names none.</summary>
/// <param name="Index">Row of the constraint.</param>
/// <param name="Generation">Which of the row's constraints in turn.</param>
public readonly record struct JointId(int Index, uint Generation);
