using System.Text.Json;

namespace DreamStack.App.Signals;

/// <summary>One named signal of a state, whatever its type.</summary>
internal abstract class StateField(string name)
{
    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(name);

    /// <summary>True when the value differs from the one last published.</summary>
    public abstract bool HasChanged();

    public abstract void Write(Utf8JsonWriter writer);

    public abstract void MarkPublished();

    /// <summary>Reads a value and holds it back until <see cref="Commit"/>; null stands for the first value.</summary>
    public abstract bool TryStage(ref Utf8JsonReader reader);

    /// <summary>Sets what was staged; in a sync a field that was not named goes back to its first value.</summary>
    public abstract void Commit(bool sync);

    public abstract void Discard();
}
