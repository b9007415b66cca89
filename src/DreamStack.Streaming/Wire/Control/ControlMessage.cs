using System.Buffers;
using System.Text.Json;

namespace DreamStack.Streaming.Wire.Control;

/// <summary>A reliable JSON object <c>{"op": …}</c>: the body of a Control frame or a Control input.</summary>
public abstract record ControlMessage
{
    private const int MaxDepth = 8;

    /// <summary>The word that says what the object is.</summary>
    public abstract string Op { get; }

    /// <summary>Reads a body. An op nobody here knows is <see cref="UnknownControl"/>; bad JSON or a missing op is Invalid.</summary>
    public static ReadStatus TryRead(ReadOnlyMemory<byte> body, out ControlMessage? message)
    {
        message = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            message = Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string that is not UTF-8 passes as JSON and fails only when it is read: an InvalidOperationException.
            return ReadStatus.Invalid;
        }

        return message is null ? ReadStatus.Invalid : ReadStatus.Done;
    }

    /// <summary>The object as UTF-8 JSON.</summary>
    public byte[] ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("op", Op);
            WriteFields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes everything but the op into the open object.</summary>
    protected abstract void WriteFields(Utf8JsonWriter json);

    private static ControlMessage? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        return root.Text("op") switch
        {
            null => null,
            WelcomeControl.Word => WelcomeControl.Read(root),
            SourceControl.Word => SourceControl.Read(root),
            WatchersControl.Word => new WatchersControl((int)root.Number("count")),
            DriverControl.Word => new DriverControl(root.Has("viewer") ? (uint)root.Number("viewer") : null),
            ModeControl.Word => ModeControl.Read(root),
            AudioControl.Word => new AudioControl(root.Flag("on")),
            VisibleControl.Word => new VisibleControl(root.Flag("on")),
            DemandControl.Word => DemandControl.Read(root),
            SnapshotControl.Word => new SnapshotControl(),
            QualityControl.Word => QualityControl.Read(root),
            NoticeControl.Word => new NoticeControl(root.Text("text") ?? ""),
            { } other => new UnknownControl(other),
        };
    }
}
