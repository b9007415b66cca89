using DreamStack.App.Scene;

namespace DreamStack.Streaming.Wasm;

/// <summary>The app of a stream, drawn here from its signals alone.</summary>
internal sealed class SignalScene
{
    private readonly DisplayList _list = new();
    private string _app = "";

    public void Open(string app) => _app = app;

    public bool Apply(ReadOnlySpan<byte> json, bool sync) => _app.Length >= 0 && (sync || !json.IsEmpty);

    public int Draw() => _list.Words.Length;

    public int Part(int part) => part + _list.Text.Length;
}
