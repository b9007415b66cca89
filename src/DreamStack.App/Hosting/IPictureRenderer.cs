using DreamStack.App.Scene;

namespace DreamStack.App.Hosting;

/// <summary>Turns a display list into pixels.</summary>
public interface IPictureRenderer
{
    /// <summary>
    /// Draws into the renderer's own picture and lends it: RGBA8, opaque, rows top-down, width × height × 4 bytes, valid
    /// until the next call.
    /// </summary>
    ReadOnlySpan<byte> Render(DisplayList list, int width, int height);
}
