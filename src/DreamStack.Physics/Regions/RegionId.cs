namespace DreamStack.Physics.Regions;

/// <summary>Names a region of one world; the default value names none.</summary>
/// <param name="Index">Row of the region.</param>
/// <param name="Generation">Which of the row's regions in turn.</param>
public readonly record struct RegionId(int Index, uint Generation);
