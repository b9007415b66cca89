using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Relay → receiver: whose Resize counts now.</summary>
/// <param name="Viewer">The driver's id; null when nobody drives.</param>
public sealed record DriverControl(uint? Viewer) : ControlMessage
{
    internal const string Word = "driver";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        if (Viewer is { } viewer) json.WriteNumber("viewer", viewer);
        else json.WriteNull("viewer");
    }
}
