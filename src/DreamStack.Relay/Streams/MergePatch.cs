using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Streams;

/// <summary>RFC 7396 over JSON objects: null deletes, objects merge, anything else replaces.</summary>
internal static class MergePatch
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = WireLimits.MaxSignalDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>One whole JSON object within the depth limit; costs no memory.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        // The JSON reader takes any bytes in a string; reading such a string as text would throw much later.
        if (!Utf8.IsValid(json)) return false;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = WireLimits.MaxSignalDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The object of these bytes; false when they are none, or name a member twice.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out JsonObject? parsed)
    {
        try
        {
            parsed = JsonNode.Parse(json, null, Options) as JsonObject;
        }
        catch (JsonException)
        {
            parsed = null;
        }

        return parsed is not null;
    }

    /// <summary>Changes <paramref name="target"/> as the patch says; the patch gives up its nodes.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (KeyValuePair<string, JsonNode?> member in patch.ToArray())
        {
            patch.Remove(member.Key);
            if (member.Value is null) target.Remove(member.Key);
            else if (member.Value is not JsonObject inner) target[member.Key] = member.Value;
            else Apply(Descend(target, member.Key), inner);
        }
    }

    // A patch's object never lands as it is: its nulls delete, even where nothing was.
    private static JsonObject Descend(JsonObject target, string name)
    {
        if (target[name] is JsonObject existing) return existing;
        JsonObject created = [];
        target[name] = created;
        return created;
    }
}
