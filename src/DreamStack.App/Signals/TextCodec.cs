using System.Text.Json;

namespace DreamStack.App.Signals;

internal sealed class TextCodec : SignalCodec<string>
{
    private const int MaxLength = 1024;

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    public override bool TryRead(ref Utf8JsonReader reader, out string value)
    {
        value = "";
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > MaxLength * 6)
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxLength * 6];
        int length = reader.CopyString(text);
        value = new string(text[..length]);
        return length <= MaxLength;
    }
}
