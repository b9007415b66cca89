using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.App.Signals;

/// <summary>
/// The signals of an app that travel, by name: the whole as a JSON object, a change as an RFC 7396 merge patch. Writing
/// allocates nothing. What is applied is all or nothing: an object that is wrong anywhere changes no signal.
/// </summary>
public sealed class SignalState : IDisposable
{
    /// <summary>The most bytes of JSON that are applied: a message's, less the seq in full before them.</summary>
    public const int MaxJsonBytes = WireLimits.MaxSignalLength - ExtWriter.FullSeqLength;

    /// <summary>The deepest nesting that is applied, unknown members included.</summary>
    public const int MaxDepth = WireLimits.MaxSignalDepth;

    private readonly List<StateField> _fields = [];
    private readonly Utf8JsonWriter _writer = new(Stream.Null, new JsonWriterOptions
    {
        // The JSON goes to a parser, never into a page's markup, so only what JSON itself demands is escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    /// <summary>Why the last <see cref="Apply"/> said no; null when it said yes.</summary>
    public string? ApplyError { get; private set; }

    /// <summary>Adds a signal under a name (one or two letters keep patches small); its value now is what null resets to.</summary>
    public Signal<T> Add<T>(string name, Signal<T> signal, SignalCodec<T> codec)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(codec);
        var field = new TypedStateField<T>(name, signal, codec);
        foreach (StateField other in _fields)
        {
            if (other.Name.Equals(field.Name))
            {
                throw new ArgumentException($"There is a signal named {name} already.", nameof(name));
            }
        }

        _fields.Add(field);
        return signal;
    }

    /// <summary>Writes the whole state; later diffs are against it.</summary>
    public void WriteSync(IBufferWriter<byte> output)
    {
        _writer.Reset(output);
        _writer.WriteStartObject();
        foreach (StateField field in _fields)
        {
            WriteField(field);
        }

        _writer.WriteEndObject();
        _writer.Flush();
    }

    /// <summary>Writes what changed since the last sync or diff; false, and nothing is written, when nothing did.</summary>
    public bool WriteDiff(IBufferWriter<byte> output)
    {
        bool any = false;
        foreach (StateField field in _fields)
        {
            if (!field.HasChanged())
            {
                continue;
            }

            if (!any)
            {
                any = true;
                _writer.Reset(output);
                _writer.WriteStartObject();
            }

            WriteField(field);
        }

        if (any)
        {
            _writer.WriteEndObject();
            _writer.Flush();
        }

        return any;
    }

    /// <summary>
    /// Takes over a whole state (<paramref name="sync"/>) or a merge patch in one batch. Names it does not know are
    /// skipped. False, with <see cref="ApplyError"/> set and no signal changed, when the bytes are not what they should be.
    /// </summary>
    public bool Apply(ReadOnlySpan<byte> json, bool sync)
    {
        ApplyError = json.Length > MaxJsonBytes ? "The state is too large." : Stage(json);
        if (ApplyError is not null)
        {
            foreach (StateField field in _fields)
            {
                field.Discard();
            }

            return false;
        }

        using (Batch.Open())
        {
            foreach (StateField field in _fields)
            {
                field.Commit(sync);
            }
        }

        return true;
    }

    /// <summary>Gives the writer's memory back.</summary>
    public void Dispose() => _writer.Dispose();

    private string? Stage(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "The state is not a JSON object.";
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                StateField? field = Find(ref reader);
                reader.Read();
                if (field is null)
                {
                    reader.Skip();
                }
                else if (!field.TryStage(ref reader))
                {
                    return $"The value of {field.Name} is of the wrong kind.";
                }
            }

            // Reading on makes the parser say so when something follows the object.
            reader.Read();
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8, found only when it is copied out.
            return "The state is not valid JSON.";
        }
    }

    private StateField? Find(ref Utf8JsonReader reader)
    {
        foreach (StateField field in _fields)
        {
            if (reader.ValueTextEquals(field.Name.EncodedUtf8Bytes))
            {
                return field;
            }
        }

        return null;
    }

    private void WriteField(StateField field)
    {
        _writer.WritePropertyName(field.Name);
        field.Write(_writer);
        field.MarkPublished();
    }
}
