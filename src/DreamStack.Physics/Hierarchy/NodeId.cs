namespace DreamStack.Physics.Hierarchy;

/// <summary>Names a node of one world's hierarchy; the default value names none.</summary>
/// <param name="Index">Row of the node.</param>
/// <param name="Generation">Which of the row's nodes in turn.</param>
public readonly record struct NodeId(int Index, uint Generation);
