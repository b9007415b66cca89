using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Relay → receiver: whether the stream has a source, and what it can serve.</summary>
/// <param name="Present">A source is connected.</param>
/// <param name="App">The app the source runs; empty when it did not say.</param>
/// <param name="Modes">The modes it serves.</param>
/// <param name="AwayMs">How long the source has been away, in milliseconds; 0 when present.</param>
public sealed record SourceControl(bool Present, string App, IReadOnlyList<StreamMode> Modes, long AwayMs) : ControlMessage
{
    internal const string Word = "source";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteBoolean("present", Present);
        json.WriteString("app", App);
        json.WriteStartArray("modes");
        foreach (StreamMode mode in Modes) json.WriteStringValue(mode.ToWord());
        json.WriteEndArray();
        json.WriteNumber("awayMs", AwayMs);
    }

    internal void WriteInto(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        WriteFields(json);
        json.WriteEndObject();
    }

    internal static SourceControl Read(JsonElement root) =>
        new(root.Flag("present"), root.Text("app") ?? "", root.Modes("modes"), root.Number("awayMs"));
}
