using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Relay → source: somebody needs the whole world: send a Lockstep KEYFRAME.</summary>
public sealed record SnapshotControl : ControlMessage
{
    internal const string Word = "snapshot";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        // The word says it all.
    }
}
