using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using DreamStack.Rendering;

namespace DreamStack.EndToEnd.Tests.Tool;

/// <summary>A renderer that draws a few pictures, and then breaks.</summary>
internal sealed class FailingRenderer(int pictures) : IPictureRenderer, IDisposable
{
    public const string Complaint = "The brush broke.";

    private readonly SkiaRenderer _renderer = new();
    private int _drawn;

    public ReadOnlySpan<byte> Render(DisplayList list, int width, int height) =>
        _drawn++ < pictures ? _renderer.Render(list, width, height) : throw new InvalidOperationException(Complaint);

    public void Dispose() => _renderer.Dispose();
}
