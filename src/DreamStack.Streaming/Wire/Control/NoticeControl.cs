using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Relay → receiver: a sentence about something that did not work.</summary>
/// <param name="Text">The sentence, for the person who watches.</param>
public sealed record NoticeControl(string Text) : ControlMessage
{
    internal const string Word = "notice";

    /// <inheritdoc/>
    public override string Op => Word;

    /// <inheritdoc/>
    protected override void WriteFields(Utf8JsonWriter json) => json.WriteString("text", Text);
}
