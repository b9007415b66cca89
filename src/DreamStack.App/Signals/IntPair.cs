namespace DreamStack.App.Signals;

/// <summary>Two integers that change together: a point or a size.</summary>
/// <param name="X">The first: across, or the width.</param>
/// <param name="Y">The second: down, or the height.</param>
public readonly record struct IntPair(int X, int Y);
