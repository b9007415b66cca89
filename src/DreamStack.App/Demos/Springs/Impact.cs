namespace DreamStack.App.Demos.Springs;

/// <summary>A ball hit something.</summary>
/// <param name="Ball">Which.</param>
/// <param name="Speed">How fast it closed in, in pixels a second of the default picture.</param>
internal readonly record struct Impact(int Ball, double Speed);
