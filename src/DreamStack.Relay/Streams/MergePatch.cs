using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Streams;

/// <summary>RFC 7396 over JSON objects: null deletes, objects merge, anything else replaces.</summary>
internal static class MergePatch
{
    /// <summary>Members of one object: far more than an app has signals, and few enough to merge under a lock.</summary>
    public const int MaxMembers = 4096;

    // No byte of UTF-8: two names never look like one.
    private static ReadOnlySpan<byte> NameEnd => [0xFF];

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = WireLimits.MaxSignalDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>One whole JSON object within the limits, of real text; costs memory for escaped strings only.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json) => IsObject(json, null, out _);

    /// <summary>
    /// As <see cref="IsObject(ReadOnlySpan{byte})"/>, with a number for the names in it, if it says all about each of them: a later patch with
    /// the same number leaves nothing of it. 0 when it goes into objects. <paramref name="names"/> is scratch.
    /// </summary>
    public static bool IsObject(ReadOnlySpan<byte> json, XxHash128? names, out UInt128 shape)
    {
        shape = 0;
        // The JSON reader takes any bytes in a string; reading such a string as text would throw much later.
        if (!Utf8.IsValid(json)) return false;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = WireLimits.MaxSignalDepth });
        try
        {
            names?.Reset();
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            if (!IsWithinLimits(ref reader, names, out bool flat) || reader.Read()) return false;
            if (flat && names is not null) shape = names.GetCurrentHashAsUInt128();
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair, escaped, passes as JSON and fails only when it is read: an InvalidOperationException.
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
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            parsed = null;
        }

        return parsed is not null;
    }

    /// <summary>
    /// Changes <paramref name="target"/> as the patch says; the patch gives up its nodes. False, half done, when an object
    /// gets too many members.
    /// </summary>
    public static bool TryApply(JsonObject target, JsonObject patch)
    {
        KeyValuePair<string, JsonNode?>[] members = [.. patch];
        // All at once: taking them out one by one moves the rest each time.
        patch.Clear();
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is null) target.Remove(name);
            else if (value is not JsonObject inner) target[name] = value;
            else if (!TryApply(Descend(target, name), inner)) return false;
        }

        return target.Count <= MaxMembers;
    }

    // Stands on the first token, an object's start; leaves on its end. Flat: no member of it is an object.
    private static bool IsWithinLimits(ref Utf8JsonReader reader, XxHash128? names, out bool flat)
    {
        Span<int> members = stackalloc int[WireLimits.MaxSignalDepth + 1];
        members.Clear();
        flat = true;
        int depth = reader.CurrentDepth;
        do
        {
            bool name = reader.TokenType == JsonTokenType.PropertyName;
            if ((name || reader.TokenType == JsonTokenType.String) && reader.ValueIsEscaped) reader.GetString();
            if (name && ++members[reader.CurrentDepth] > MaxMembers) return false;
            bool ofTheObject = reader.CurrentDepth == depth + 1;
            if (name && ofTheObject && names is not null)
            {
                names.Append(reader.ValueSpan);
                names.Append(NameEnd);
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                flat &= !ofTheObject;
                members[reader.CurrentDepth + 1] = 0;
            }

            if (!reader.Read()) return false;
        }
        while (reader.CurrentDepth > depth);
        return true;
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
