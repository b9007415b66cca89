using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Relay → source: the union of what the stream's viewers want.</summary>
/// <param name="Pictures">Some viewer wants pictures.</param>
/// <param name="Audio">Some viewer wants sound.</param>
/// <param name="Viewers">How many watch, thumbnails not counted.</param>
/// <param name="Lockstep">Some viewer runs the world itself.</param>
public sealed record DemandControl(bool Pictures, bool Audio, int Viewers, bool Lockstep = false) : ControlMessage
{
    internal const string Word = "demand";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteBoolean("pictures", Pictures);
        json.WriteBoolean("audio", Audio);
        json.WriteNumber("viewers", Viewers);
        if (Lockstep) json.WriteBoolean("lockstep", Lockstep);
    }

    internal static DemandControl Read(JsonElement root) =>
        new(root.Flag("pictures"), root.Flag("audio"), (int)root.Number("viewers"), root.Flag("lockstep"));
}
