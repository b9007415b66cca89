using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Streams;

/// <summary>One row of <c>/streams</c>.</summary>
internal sealed record StreamReport
{
    public required string Name { get; init; }

    public required bool Source { get; init; }

    public required string App { get; init; }

    public required IReadOnlyList<StreamMode> Modes { get; init; }

    public required long AwayMs { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int Viewers { get; init; }

    public required int Watchers { get; init; }

    public required uint? Driver { get; init; }

    public required double PicturesPerSecond { get; init; }

    public required double BytesInPerSecond { get; init; }

    /// <summary>Bytes to all viewers a second; the stream itself does not see them leave.</summary>
    public double BytesOutPerSecond { get; init; }
}
