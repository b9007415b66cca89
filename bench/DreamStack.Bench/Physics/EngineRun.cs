namespace DreamStack.Bench.Physics;

/// <summary>What one engine printed of one scene.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Milliseconds">What each step took.</param>
/// <param name="Height">Mean height of what moves, at the end: whether it simulated the same thing.</param>
internal sealed record EngineRun(string Engine, string Version, double[] Milliseconds, double Height)
{
    public double Mean => Milliseconds.Average();

    /// <summary>What 19 of 20 steps stay within.</summary>
    public double Slow => Milliseconds.Order().ElementAt(Milliseconds.Length * 19 / 20);
}
