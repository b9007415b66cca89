using System.Text.Json;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Viewers;

/// <summary>Relay → receiver: a sentence about something that did not work.</summary>
/// <param name="Text">The sentence.</param>
internal sealed record NoticeControl(string Text) : ControlMessage
{
    public override string Op => "notice";

    protected override void WriteFields(Utf8JsonWriter json) => json.WriteString("text", Text);
}
