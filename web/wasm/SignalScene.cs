namespace DreamStack.Streaming.Wasm;

/// <summary>The app of a stream, drawn here from its signals alone.</summary>
internal sealed class SignalScene
{
    public void Open(string app)
    {
    }

    public bool Apply(ReadOnlySpan<byte> json, bool sync) => true;

    public int Draw() => 0;

    public int Part(int part) => 0;
}
