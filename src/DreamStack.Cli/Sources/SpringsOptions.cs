using DreamStack.Cli.Verbs;

namespace DreamStack.Cli.Sources;

/// <summary>How the springs demo runs.</summary>
/// <param name="Size">Picture size at first.</param>
/// <param name="FramesPerSecond">Frames a second while something moves.</param>
internal sealed record SpringsOptions(PictureSize Size, double FramesPerSecond)
{
    /// <summary>What is done to each picture before it is sent.</summary>
    public PictureShaping Shaping { get; init; } = new();
}
