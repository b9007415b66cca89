using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Relay → receiver: how many people watch the stream now, thumbnails not counted.</summary>
/// <param name="Count">Watchers.</param>
public sealed record WatchersControl(int Count) : ControlMessage
{
    internal const string Word = "watchers";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteNumber("count", Count);
}
