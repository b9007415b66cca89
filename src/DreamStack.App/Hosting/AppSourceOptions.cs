using DreamStack.Streaming.Flow;

namespace DreamStack.App.Hosting;

/// <summary>How a source behaves.</summary>
public sealed record AppSourceOptions
{
    /// <summary>Frames a second while something moves by itself; 1 to 240.</summary>
    public double FramesPerSecond { get; init; } = 30;

    /// <summary>What each picture goes through before it is encoded; what viewers point at is mapped back. It codes nothing.</summary>
    public FramePipeline? Pipeline { get; init; }

    /// <summary>Every frame leaves in the smaller of its two forms: as it is, or run-length coded.</summary>
    public bool Compress { get; init; }
}
