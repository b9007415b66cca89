using DreamStack.App.Demos.Springs;
using DreamStack.Cli.Verbs;

namespace DreamStack.Cli.Sources;

/// <summary>How a demo runs.</summary>
/// <param name="Size">Picture size at first.</param>
/// <param name="FramesPerSecond">Frames a second while something moves.</param>
internal sealed record DemoOptions(PictureSize Size, double FramesPerSecond)
{
    /// <summary>Which of <see cref="DreamStack.App.Demos.DemoApps"/>.</summary>
    public string App { get; init; } = SpringsApp.AppName;

    /// <summary>What is done to each picture before it is sent.</summary>
    public PictureShaping Shaping { get; init; } = new();
}
