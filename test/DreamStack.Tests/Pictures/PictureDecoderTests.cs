using System.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.Tests.Pictures;

public class PictureDecoderTests
{
    private readonly PictureSession _session = new();

    [Fact]
    public void ADeltaWithoutItsBaseAsksForAKeyframeAndChangesNothing()
    {
        _session.Encode(PictureSession.Noise(32, 32, 1), 32, 32);
        _session.Deliver();
        byte[] shown = _session.Decoder.Rgba.ToArray();
        _session.Encode(PictureSession.Noise(32, 32, 2), 32, 32);
        _session.Encode(Touched(PictureSession.Noise(32, 32, 2)), 32, 32);

        Assert.Equal(PictureOutcome.NeedsKeyframe, _session.Deliver());
        Assert.True(_session.Decoder.Rgba.SequenceEqual(shown));
    }

    [Fact]
    public void AKeyframeRepairsALostBase()
    {
        byte[] picture = PictureSession.Noise(32, 32, 1);
        _session.Encode(picture, 32, 32);
        _session.Encode(picture = Touched(picture), 32, 32);
        Assert.Equal(PictureOutcome.NeedsKeyframe, _session.Deliver());

        _session.Encode(picture, 32, 32, keyframe: true);
        Assert.Equal(PictureOutcome.Applied, _session.Deliver());
        Assert.True(_session.Decoder.Rgba.SequenceEqual(picture));
    }

    [Fact]
    public void ARelayMadePictureStandsForTheNewestSeqSoThatLaterDeltasApply()
    {
        byte[] picture = PictureSession.Noise(32, 32, 1);
        _session.Encode(picture, 32, 32);
        _session.Deliver();
        PictureDecoder raw = Joined(Keyframes.WriteRaw);
        PictureDecoder delta = Joined(Keyframes.WriteDelta);

        _session.Encode(picture = Touched(picture), 32, 32);
        foreach (PictureDecoder joiner in new[] { raw, delta })
        {
            Assert.Equal(PictureOutcome.Applied, _session.Deliver(joiner));
            Assert.True(joiner.Rgba.SequenceEqual(picture));
        }
    }

    [Fact]
    public void ReplaceNeedsNoBaseSeqAndMayArriveTwice()
    {
        byte[] old = PictureSession.Noise(32, 32, 1);
        byte[] now = Touched(old);
        _session.Encode(old, 32, 32);
        _session.Deliver();
        byte[] body = new byte[DeltaPrefix.Size + PixelDelta.MaxEncodedLength(32 * 32)];
        new DeltaPrefix(DeltaOp.Replace, 0).Write(body);
        int length = PixelDelta.EncodeReplace(now, old, body.AsSpan(DeltaPrefix.Size));
        MessageHeader header = new(FrameType.DeltaPixels) { Width = 32, Height = 32, Seq = 900 };

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(PictureOutcome.Applied, _session.Decoder.Accept(header, body.AsSpan(0, DeltaPrefix.Size + length)));
            Assert.True(_session.Decoder.Rgba.SequenceEqual(now));
            Assert.Equal(900, _session.Decoder.Seq);
        }
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(5000, 5000)]
    public void APictureOutsideTheLimitsIsRefusedBeforeMemoryIsTaken(int width, int height)
    {
        MessageHeader header = new(FrameType.DeltaPixels, MessageFlags.Keyframe) { Width = (ushort)width, Height = (ushort)height };
        long before = GC.GetAllocatedBytesForCurrentThread();
        PictureOutcome outcome = _session.Decoder.Accept(header, [0, 0, 0, 0]);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(PictureOutcome.Invalid, outcome);
    }

    [Fact]
    public void BadBytesLoseThePictureInsteadOfShowingAWrongOne()
    {
        _session.Encode(PictureSession.Noise(32, 32, 1), 32, 32);
        _session.Deliver();
        MessageHeader header = new(FrameType.DeltaPixels) { Width = 32, Height = 32 };

        Assert.Equal(PictureOutcome.Invalid, _session.Decoder.Accept(header, [7, 0, 0, 0]));
        Assert.False(_session.Decoder.HasPicture);
        Assert.True(_session.Decoder.Rgba.IsEmpty);
    }

    private delegate void WholePicture(
        PictureDecoder picture, uint timestamp, ReadOnlySpan<byte> ext, IBufferWriter<byte> output);

    private PictureDecoder Joined(WholePicture write)
    {
        ArrayBufferWriter<byte> output = new();
        write(_session.Decoder, 77, default, output);
        MessageView message = PictureSession.Read(output.WrittenSpan);
        PictureDecoder joiner = new();
        Assert.Equal(PictureOutcome.Applied, joiner.Accept(message.Header, message.Payload));
        Assert.True(message.Header.IsKeyframe);
        Assert.Equal(77u, message.Header.Timestamp);
        Assert.Equal(_session.Decoder.Seq, joiner.Seq);
        return joiner;
    }

    private static byte[] Touched(byte[] picture)
    {
        byte[] next = [.. picture];
        next[40] ^= 0x55;
        return next;
    }
}
