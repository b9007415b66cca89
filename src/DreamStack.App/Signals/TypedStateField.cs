using System.Text.Json;

namespace DreamStack.App.Signals;

internal sealed class TypedStateField<T>(string name, Signal<T> signal, SignalCodec<T> codec) : StateField(name)
{
    private readonly T _first = signal.Peek();
    private T _published = signal.Peek();
    private long _publishedVersion = signal.Version;
    private T _staged = signal.Peek();
    private bool _isStaged;

    public override bool HasChanged()
    {
        if (signal.Version == _publishedVersion)
        {
            return false;
        }

        // A value that went away and came back is no news.
        _publishedVersion = signal.Version;
        return !EqualityComparer<T>.Default.Equals(signal.Peek(), _published);
    }

    public override void Write(Utf8JsonWriter writer) => codec.Write(writer, signal.Peek());

    public override void MarkPublished()
    {
        _published = signal.Peek();
        _publishedVersion = signal.Version;
    }

    public override bool TryStage(ref Utf8JsonReader reader)
    {
        _isStaged = true;
        if (reader.TokenType == JsonTokenType.Null)
        {
            _staged = _first;
            return true;
        }

        return codec.TryRead(ref reader, out _staged!);
    }

    public override void Commit(bool sync)
    {
        if (_isStaged)
        {
            signal.Set(_staged);
        }
        else if (sync)
        {
            signal.Set(_first);
        }

        _isStaged = false;
    }

    public override void Discard() => _isStaged = false;
}
