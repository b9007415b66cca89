namespace DreamStack.App.Hosting;

/// <summary>How a source behaves.</summary>
public sealed record AppSourceOptions
{
    /// <summary>Frames a second while something moves by itself; 1 to 240.</summary>
    public double FramesPerSecond { get; init; } = 30;
}
