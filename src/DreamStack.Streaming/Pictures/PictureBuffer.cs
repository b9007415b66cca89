using System.Runtime.InteropServices;

namespace DreamStack.Streaming.Pictures;

/// <summary>The RGBA bytes of one picture, pinned so that the browser can look at them in place; reused while they fit.</summary>
internal sealed class PictureBuffer
{
    private const int BytesPerPixel = 4;

    // 0,0,0,255 in memory order: little-endian is the only order this runs on, on both sides.
    private const uint OpaqueBlack = 0xFF00_0000;

    private byte[] _bytes = [];
    private int _length;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public Span<byte> Rgba => _bytes.AsSpan(0, _length);

    public bool HasSize(int width, int height) => Width == width && Height == height;

    /// <summary>Takes on a size; the content is undefined until the caller writes it.</summary>
    public void Resize(int width, int height)
    {
        _length = width * height * BytesPerPixel;
        // A buffer four times too large is a screen that shrank for good: give the memory back.
        if (_bytes.Length < _length || _bytes.Length / 4 > _length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(_length, pinned: true);
        }

        Width = width;
        Height = height;
    }

    public void FillBlack() => MemoryMarshal.Cast<byte, uint>(Rgba).Fill(OpaqueBlack);
}
