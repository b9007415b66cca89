using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Receiver → relay: may the relay go below my mode, and how much may it send; relay → receiver: what it does.</summary>
/// <param name="Step">How the relay serves the receiver now; null from a receiver.</param>
/// <param name="Auto">The relay goes below the mode when the link cannot carry it; false pins the mode.</param>
/// <param name="Limit">Bytes of pictures a second at most, from 1; null for no limit.</param>
public sealed record QualityControl(QualityStep? Step, bool Auto, long? Limit) : ControlMessage
{
    internal const string Word = "quality";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        if (Step is { } step) json.WriteString("step", step.ToWord());
        json.WriteBoolean("auto", Auto);
        if (Limit is { } limit) json.WriteNumber("limit", limit);
    }

    internal static QualityControl Read(JsonElement root)
    {
        long limit = root.Number("limit");
        bool pinned = root.TryGetProperty("auto", out JsonElement auto) && auto.ValueKind == JsonValueKind.False;
        return new QualityControl(
            QualitySteps.TryParse(root.Text("step"), out QualityStep step) ? step : null, !pinned, limit > 0 ? limit : null);
    }
}
