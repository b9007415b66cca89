using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using DreamStack.Rendering;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>The renderer of the real source, which also keeps a copy of what its framebuffer held last.</summary>
internal sealed class KeepingRenderer : IPictureRenderer, IDisposable
{
    private readonly SkiaRenderer _renderer = new();

    /// <summary>The framebuffer after the last picture.</summary>
    public byte[] Last { get; private set; } = [];

    public ReadOnlySpan<byte> Render(DisplayList list, int width, int height)
    {
        ReadOnlySpan<byte> picture = _renderer.Render(list, width, height);
        Last = picture.ToArray();
        return picture;
    }

    public void Dispose() => _renderer.Dispose();
}
