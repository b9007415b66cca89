namespace DreamStack.Physics.Shapes;

/// <summary>Names a shape of one world; the default value names none.</summary>
/// <param name="Index">Row of the shape.</param>
/// <param name="Generation">Which of the row's shapes in turn.</param>
public readonly record struct ShapeId(int Index, uint Generation);
