using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>An op that this side does not know: counted and skipped.</summary>
/// <param name="Word">The op as it was sent.</param>
public sealed record UnknownControl(string Word) : ControlMessage
{
    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json)
    {
        // The fields of an unknown op are nobody's: only the op itself is kept.
    }
}
