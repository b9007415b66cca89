using System.Text.Json;

namespace DreamStack.App.Signals;

internal sealed class PairCodec : SignalCodec<IntPair>
{
    public override void Write(Utf8JsonWriter writer, IntPair value)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.X);
        writer.WriteNumberValue(value.Y);
        writer.WriteEndArray();
    }

    public override bool TryRead(ref Utf8JsonReader reader, out IntPair value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.StartArray || !TryReadNumber(ref reader, out int x) ||
            !TryReadNumber(ref reader, out int y) || !reader.Read() || reader.TokenType != JsonTokenType.EndArray)
        {
            return false;
        }

        value = new IntPair(x, y);
        return true;
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out int value)
    {
        value = 0;
        return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value);
    }
}
