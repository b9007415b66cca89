using System.Buffers.Binary;
using System.Text;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.Tests.Codec;

public class MessageExpanderTests
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 300) + "\"}");
    private readonly MessageExpander _expander = new();

    [Fact]
    public void ACompressedFrameGivesTheMessageInside()
    {
        byte[] body = Wrapped(FrameType.SignalSync, MessageFlags.Keyframe, Json.Length);
        MessageHeader outer = new(FrameType.Compressed) { Seq = 5, Timestamp = 9, PayloadLength = (uint)body.Length };

        Assert.Equal(ReadStatus.Done, _expander.TryExpand(outer, body, out MessageHeader inner, out ReadOnlySpan<byte> raw));
        Assert.Equal(FrameType.SignalSync, inner.FrameType);
        Assert.True(inner.IsKeyframe);
        Assert.Equal((5, 9u), (inner.Seq, inner.Timestamp));
        Assert.True(raw.SequenceEqual(Json));
    }

    [Fact]
    public void TheCompressedFlagGivesTheSameTypeUncompressed()
    {
        byte[] coded = Coded(Json);
        byte[] body = [(byte)CompressionAlgorithm.RunLength, 0, 0, 0, 0, .. coded];
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(1), (uint)Json.Length);
        MessageHeader outer = new(FrameType.SignalDiff, MessageFlags.Compressed) { PayloadLength = (uint)body.Length };

        Assert.Equal(ReadStatus.Done, _expander.TryExpand(outer, body, out MessageHeader inner, out ReadOnlySpan<byte> raw));
        Assert.Equal(MessageFlags.None, inner.Flags);
        Assert.True(raw.SequenceEqual(Json));
    }

    [Fact]
    public void WhatIsNotCompressedPassesThrough()
    {
        MessageHeader header = new(FrameType.Pixels) { Width = 1, Height = 1, PayloadLength = 4 };
        byte[] body = [1, 2, 3, 255];
        Assert.Equal(ReadStatus.Done, _expander.TryExpand(header, body, out MessageHeader inner, out ReadOnlySpan<byte> raw));
        Assert.Equal(header, inner);
        Assert.True(raw.SequenceEqual(body));
    }

    [Fact]
    public void AFewBytesCannotAskForMoreMemoryThanTheInnerTypeAllows()
    {
        byte[] body = Wrapped(FrameType.Haptic, MessageFlags.None, WireLimits.MaxSmallLength + 1);
        MessageHeader outer = new(FrameType.Compressed) { PayloadLength = (uint)body.Length };
        Assert.Equal(ReadStatus.Invalid, _expander.TryExpand(outer, body, out _, out _));
    }

    [Theory]
    [InlineData(FrameType.Compressed, MessageFlags.None)]
    [InlineData(FrameType.SignalSync, MessageFlags.Ext)]
    [InlineData(FrameType.SignalSync, MessageFlags.Encrypted)]
    public void AnInnerMessageThatIsNotPlainIsRefused(FrameType type, MessageFlags flags)
    {
        byte[] body = Wrapped(type, flags, Json.Length);
        MessageHeader outer = new(FrameType.Compressed) { PayloadLength = (uint)body.Length };
        Assert.Equal(ReadStatus.Invalid, _expander.TryExpand(outer, body, out _, out _));
    }

    [Fact]
    public void EveryCutOfABodyIsInvalidAndNothingElse()
    {
        byte[] body = Wrapped(FrameType.SignalSync, MessageFlags.None, Json.Length);
        MessageHeader outer = new(FrameType.Compressed);
        for (int length = 0; length < body.Length; length++)
        {
            Assert.Equal(ReadStatus.Invalid, _expander.TryExpand(outer, body.AsSpan(0, length), out _, out _));
        }
    }

    private static byte[] Wrapped(FrameType type, MessageFlags flags, int rawLength)
    {
        byte[] coded = Coded(Json);
        byte[] body = new byte[CompressedPrefix.Size + coded.Length];
        new CompressedPrefix((byte)type, flags, rawLength).Write(body);
        coded.CopyTo(body, CompressedPrefix.Size);
        return body;
    }

    private static byte[] Coded(byte[] raw)
    {
        byte[] coded = new byte[RunLength.MaxEncodedLength(raw.Length)];
        return coded[..RunLength.Encode(raw, coded)];
    }
}
