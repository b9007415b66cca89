namespace DreamStack.Physics.Bodies;

/// <summary>Names a body of one world; the default value names none.</summary>
/// <param name="Index">Row of the body.</param>
/// <param name="Generation">Which of the row's bodies in turn.</param>
public readonly record struct BodyId(int Index, uint Generation);
