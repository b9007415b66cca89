using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Streams;

/// <summary>What a source says about itself when it connects.</summary>
/// <param name="App">The app it runs; empty when it did not say.</param>
/// <param name="Modes">The modes it serves.</param>
internal sealed record SourceInfo(string App, IReadOnlyList<StreamMode> Modes)
{
    public const int MaxAppLength = 64;

    public static SourceInfo Unknown { get; } = new("", StreamModes.Pictures);
}
