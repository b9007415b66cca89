using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Receiver → relay: serve me in this mode from now on.</summary>
/// <param name="Mode">The wished mode; null when the word named none.</param>
public sealed record ModeControl(StreamMode? Mode) : ControlMessage
{
    internal const string Word = "mode";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        if (Mode is { } mode) json.WriteString("mode", mode.ToWord());
    }

    internal static ModeControl Read(JsonElement root) =>
        new(StreamModes.TryParse(root.Text("mode"), out StreamMode mode) ? mode : null);
}
