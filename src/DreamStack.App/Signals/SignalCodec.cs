using System.Text.Json;

namespace DreamStack.App.Signals;

/// <summary>How values of one type stand in JSON. Codecs allocate nothing except for the value they read.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class SignalCodec<T>
{
    /// <summary>Writes exactly one JSON value.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>
    /// Reads the value the reader stands on and leaves the reader on its last token; false when it is of another kind
    /// or outside what the type holds.
    /// </summary>
    public abstract bool TryRead(ref Utf8JsonReader reader, out T value);
}
