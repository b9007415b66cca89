using System.Buffers;
using CsCheck;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Pictures;

public class PictureRoundTripTests
{
    [Fact]
    public void AnySequenceOfPicturesArrivesBitForBit()
    {
        Gen<(int Width, int Height, int Seed, int Touch, bool Keyframe)[]> sessions = Gen.Select(
            Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int, Gen.Int[0, 60], Gen.Bool).Array[1, 12];
        sessions.Sample(frames =>
        {
            PictureSession session = new();
            byte[] shown = [];
            foreach ((int width, int height, int seed, int touch, bool keyframe) in frames)
            {
                byte[] next = shown.Length == width * height * 4
                    ? Touched(shown, touch, seed)
                    : PictureSession.Noise(width, height, seed);
                if (session.Encode(next, width, height, keyframe))
                {
                    Assert.Equal(PictureOutcome.Applied, session.Deliver());
                    Assert.Equal(session.Header.Seq, session.Decoder.Seq);
                }

                Assert.True(session.Decoder.Rgba.SequenceEqual(next));
                shown = next;
            }
        });
    }

    [Fact]
    public void AnUnchangedPictureCostsNothingAndUsesNoSeq()
    {
        PictureSession session = new();
        byte[] picture = PictureSession.Noise(64, 48, 1);
        Assert.True(session.Encode(picture, 64, 48));
        ushort newest = session.Originator.Newest;

        Assert.False(session.Encode(picture, 64, 48));
        Assert.Equal(newest, session.Originator.Newest);
        Assert.Empty(session.Message);
    }

    [Fact]
    public void AnEmptyBlackPictureStillMakesAKeyframe()
    {
        PictureSession session = new();
        byte[] black = new byte[8 * 8 * 4];
        for (int i = 3; i < black.Length; i += 4) black[i] = 255;

        Assert.True(session.Encode(black, 8, 8));
        Assert.Equal(PictureOutcome.Applied, session.Deliver());
        Assert.True(session.Decoder.Rgba.SequenceEqual(black));
    }

    [Fact]
    public void NoiseIsNeverLongerThanTheRawPictureAndItsHeader()
    {
        PictureSession session = new();
        byte[] picture = new byte[123 * 77 * 4];
        new Random(2).NextBytes(picture);
        session.Encode(picture, 123, 77);

        Assert.Equal(FrameType.Pixels, session.Header.FrameType);
        Assert.True(session.Header.IsKeyframe);
        Assert.Equal(MessageHeader.Size + ExtWriter.FullSeqLength + picture.Length, session.Message.Length);
    }

    [Fact]
    public void AFrameIsEncodedAndDecodedWithoutAllocation()
    {
        PictureSession session = new();
        byte[][] pictures = [PictureSession.Noise(200, 100, 3), Touched(PictureSession.Noise(200, 100, 3), 50, 4)];
        ArrayBufferWriter<byte> output = new(1 << 20);
        PictureDecoder decoder = new();
        Run(4);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(64);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run(int frames)
        {
            for (int i = 0; i < frames; i++)
            {
                output.ResetWrittenCount();
                session.Encoder.TryEncode(pictures[i & 1], 200, 100, i == 0, session.Originator, default, output);
                ReadOnlySpan<byte> bytes = output.WrittenSpan;
                if (MessageReader.TryRead(ref bytes, out MessageView message, out _) != ReadStatus.Done
                    || !ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body)
                    || decoder.Accept(message.Header, body) != PictureOutcome.Applied)
                {
                    Assert.Fail("not applied");
                }
            }
        }
    }

    private static byte[] Touched(byte[] picture, int pixels, int seed)
    {
        byte[] next = [.. picture];
        Random random = new(seed);
        for (int i = 0; i < pixels; i++) next[(random.Next(next.Length / 4) * 4) + random.Next(3)] ^= (byte)random.Next(256);
        return next;
    }
}
