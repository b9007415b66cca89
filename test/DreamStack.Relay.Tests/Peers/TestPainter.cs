using System.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>A source's pictures: each differs from the one before in a seeded handful of pixels.</summary>
public sealed class TestPainter
{
    private readonly PictureEncoder _encoder = new();
    private readonly Originator _originator;
    private uint _state = 12345;

    public TestPainter(int width = 64, int height = 48, Originator? originator = null)
    {
        _originator = originator ?? new Originator(TimeProvider.System);
        Width = width;
        Height = height;
        Rgba = new byte[width * height * 4];
        for (int i = 3; i < Rgba.Length; i += 4) Rgba[i] = 255;
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Rgba { get; }

    public Originator Originator => _originator;

    /// <summary>The next picture as a message.</summary>
    public byte[] Paint(bool keyframe = false, int pixels = 20, byte[]? ext = null)
    {
        for (int i = 0; i < pixels; i++)
        {
            int at = (int)(Next() % (uint)(Width * Height)) * 4;
            Rgba[at] = (byte)Next();
            Rgba[at + 1] = (byte)(Rgba[at + 1] + 1);
            Rgba[at + 2] ^= 0xFF;
        }

        ArrayBufferWriter<byte> output = new();
        Assert.True(_encoder.TryEncode(Rgba, Width, Height, keyframe, _originator, ext, output));
        return output.WrittenSpan.ToArray();
    }

    private uint Next()
    {
        _state = (_state * 1664525) + 1013904223;
        return _state >> 8;
    }
}
