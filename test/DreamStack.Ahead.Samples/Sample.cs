namespace DreamStack.Ahead.Samples;

/// <summary>A method whose result must be the same on every runtime.</summary>
public readonly record struct Sample(string Name, Func<long, long, long> Run);
