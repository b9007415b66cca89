using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.JavaScript;
using DreamStack.App.Hosting;
using DreamStack.App.Scene;

namespace DreamStack.Streaming.Wasm;

/// <summary>Draws by asking JavaScript to paint the list on its canvas and to put the pixels back here.</summary>
internal sealed partial class CanvasRenderer(int canvas) : IPictureRenderer
{
    private readonly PinnedBytes _picture = new();

    public unsafe ReadOnlySpan<byte> Render(DisplayList list, int width, int height)
    {
        _picture.Take(width * height * 4);
        int words = (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(list.Words));
        int text = (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(list.Text));
        Paint(canvas, words, list.Words.Length, text, list.Text.Length, width, height, _picture.Pointer);
        return _picture.Written;
    }

    [JSImport("paint", "canvas")]
    private static partial void Paint(
        int canvas, int words, int wordCount, int text, int textLength, int width, int height, int rgba);
}
