using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>Forgiving reads of a control object: a field of the wrong kind counts as missing.</summary>
internal static class ControlFields
{
    public static bool Has(this JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public static string? Text(this JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static bool Flag(this JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A whole number from 0 to 2^32 − 1, else 0.</summary>
    public static long Number(this JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetUInt32(out uint number)
            ? number
            : 0;

    public static IReadOnlyList<StreamMode> Modes(this JsonElement root, string name)
    {
        List<StreamMode> modes = [];
        if (!root.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array) return modes;
        foreach (JsonElement item in list.EnumerateArray())
        {
            bool known = StreamModes.TryParse(item.ValueKind == JsonValueKind.String ? item.GetString() : null, out StreamMode mode);
            if (known && !modes.Contains(mode)) modes.Add(mode);
        }

        return modes;
    }
}
