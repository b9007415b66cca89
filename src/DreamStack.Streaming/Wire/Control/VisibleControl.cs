using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Receiver → relay: a person can see me, or not.</summary>
/// <param name="On">What is shown can be seen.</param>
public sealed record VisibleControl(bool On) : ControlMessage
{
    internal const string Word = "visible";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteBoolean("on", On);
}
