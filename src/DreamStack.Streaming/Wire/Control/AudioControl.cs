using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Receiver → relay: send me the sound, or stop.</summary>
/// <param name="On">Sound is wanted.</param>
public sealed record AudioControl(bool On) : ControlMessage
{
    internal const string Word = "audio";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteBoolean("on", On);
}
