using System.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Pictures;

/// <summary>A source's encoder and a receiver's decoder with nothing between them.</summary>
internal sealed class PictureSession
{
    private readonly ArrayBufferWriter<byte> _message = new();

    public PictureEncoder Encoder { get; } = new();

    public PictureDecoder Decoder { get; } = new();

    public Originator Originator { get; } = new(TimeProvider.System);

    /// <summary>The header of the newest message encoded.</summary>
    public MessageHeader Header { get; private set; }

    /// <summary>The newest message encoded.</summary>
    public byte[] Message => _message.WrittenSpan.ToArray();

    public bool Encode(byte[] rgba, int width, int height, bool keyframe = false)
    {
        _message.ResetWrittenCount();
        bool written = Encoder.TryEncode(rgba, width, height, keyframe, Originator, default, _message);
        if (written) Header = Read(_message.WrittenSpan).Header;
        return written;
    }

    public PictureOutcome Deliver() => Deliver(Decoder);

    public PictureOutcome Deliver(PictureDecoder decoder)
    {
        MessageView message = Read(_message.WrittenSpan);
        Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body));
        return decoder.Accept(message.Header, body);
    }

    public static MessageView Read(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref rest, out MessageView message, out _));
        Assert.True(rest.IsEmpty);
        return new MessageView(message.Header, bytes);
    }

    /// <summary>An opaque picture of noise.</summary>
    public static byte[] Noise(int width, int height, int seed)
    {
        byte[] rgba = new byte[width * height * 4];
        new Random(seed).NextBytes(rgba);
        for (int i = 3; i < rgba.Length; i += 4) rgba[i] = 255;
        return rgba;
    }
}
