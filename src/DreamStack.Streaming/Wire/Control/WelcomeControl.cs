using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>The relay's first message to a peer: what it joined. A source gets a resume token, a receiver its id and the source.</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="Viewer">The receiver's id on this relay; null for a source.</param>
/// <param name="Mode">The mode the receiver is served in; null for a source.</param>
/// <param name="Source">The stream's source; null for a source.</param>
/// <param name="Resume">What a source shows to take its stream back after a lost connection; null for a receiver.</param>
public sealed record WelcomeControl(
    string Stream, uint? Viewer, StreamMode? Mode, SourceControl? Source, string? Resume) : ControlMessage
{
    internal const string Word = "welcome";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("stream", Stream);
        if (Viewer is { } viewer) json.WriteNumber("viewer", viewer);
        if (Mode is { } mode) json.WriteString("mode", mode.ToWord());
        if (Resume is not null) json.WriteString("resume", Resume);
        Source?.WriteInto(json, "source");
    }

    internal static WelcomeControl Read(JsonElement root) => new(
        root.Text("stream") ?? "",
        root.Has("viewer") ? (uint)root.Number("viewer") : null,
        StreamModes.TryParse(root.Text("mode"), out StreamMode mode) ? mode : null,
        root.TryGetProperty("source", out JsonElement source) && source.ValueKind == JsonValueKind.Object
            ? SourceControl.Read(source)
            : null,
        root.Text("resume"));
}
