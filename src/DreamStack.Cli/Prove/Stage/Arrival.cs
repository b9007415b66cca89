namespace DreamStack.Cli.Prove.Stage;

/// <summary>A picture as a viewer got it.</summary>
/// <param name="Place">Which of the source's pictures it is.</param>
/// <param name="At">When it was there, decoded, in ticks of the clock.</param>
/// <param name="Newest">Which the source had sent last at that time.</param>
internal readonly record struct Arrival(int Place, long At, int Newest);
