using System.Buffers;
using CsCheck;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Stages;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class FramePipelineTests
{
    private static readonly Gen<(int Width, int Height, int Seed)> Pictures = Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int);

    [Fact]
    public void Turning_and_mirroring_back_gives_the_picture_again() => Pictures.Sample(p =>
    {
        byte[] rgba = Noise(p);
        AssertSame(rgba, p, new Rotate(Rotation.By90), new Rotate(Rotation.By270));
        AssertSame(rgba, p, new Rotate(Rotation.By90), new Rotate(Rotation.By90), new Rotate(Rotation.By180));
        AssertSame(rgba, p, new Flip(FlipAxis.LeftToRight), new Flip(FlipAxis.TopToBottom), new Rotate(Rotation.By180));
        AssertSame(rgba, p, new Flip(FlipAxis.LeftToRight), new Flip(FlipAxis.LeftToRight));
    });

    [Fact]
    public void A_quarter_turn_puts_the_top_to_the_right()
    {
        byte[] row = [1, 1, 1, 255, 2, 2, 2, 255];
        Assert.True(new FramePipeline(new Rotate(Rotation.By90)).TryRun(row, 2, 1, out FrameView turned));
        Assert.Equal((1, 2), (turned.Shape.Width, turned.Shape.Height));
        Assert.Equal(row, turned.Bytes.ToArray());
        byte[] square = [1, 1, 1, 255, 2, 2, 2, 255, 3, 3, 3, 255, 4, 4, 4, 255];
        new FramePipeline(new Rotate(Rotation.By90)).TryRun(square, 2, 2, out turned);
        Assert.Equal([3, 1, 4, 2], turned.Bytes.ToArray().Where((_, i) => i % 4 == 0));
    }

    [Fact]
    public void A_crop_shows_the_pixels_of_its_place() =>
        Gen.Select(Pictures, Gen.Int[-5, 60], Gen.Int[-5, 60], Gen.Int[6, 90], Gen.Int[6, 90]).Sample((p, x, y, width, height) =>
        {
            byte[] rgba = Noise(p);
            FramePipeline pipeline = new(new Crop(x, y, width, height));
            if (x >= p.Width || y >= p.Height)
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => pipeline.TryRun(rgba, p.Width, p.Height, out _));
                return;
            }

            Assert.True(pipeline.TryRun(rgba, p.Width, p.Height, out FrameView cut));
            for (int row = 0; row < cut.Shape.Height; row++)
            {
                for (int column = 0; column < cut.Shape.Width; column++)
                {
                    int from = (((Math.Max(y, 0) + row) * p.Width) + Math.Max(x, 0) + column) * 4;
                    Assert.True(cut.Bytes.Slice(((row * cut.Shape.Width) + column) * 4, 4).SequenceEqual(rgba.AsSpan(from, 4)));
                }
            }
        });

    [Fact]
    public void Scaling_keeps_colours_within_those_there_and_a_flat_picture_flat() =>
        Gen.Select(Pictures, Gen.Int[1, 90], Gen.Int[1, 90], Gen.Bool).Sample((p, width, height, smooth) =>
        {
            FramePipeline pipeline = new(new Scale(width, height, smooth ? ScaleFilter.Smooth : ScaleFilter.Nearest));
            byte[] noise = Noise(p), flat = [.. Enumerable.Range(0, noise.Length).Select(i => noise[i % 4])];
            Assert.True(pipeline.TryRun(noise, p.Width, p.Height, out FrameView scaled));
            Assert.Equal((width, height, width * height * 4), (scaled.Shape.Width, scaled.Shape.Height, scaled.Bytes.Length));
            foreach (byte value in scaled.Bytes) Assert.InRange(value, noise.Min(), noise.Max());
            Assert.True(pipeline.TryRun(flat, p.Width, p.Height, out scaled));
            for (int i = 0; i < scaled.Bytes.Length; i++) Assert.Equal(flat[i % 4], scaled.Bytes[i]);
        }, iter: 60);

    [Fact]
    public void Shrinking_takes_the_mean_and_enlarging_blends()
    {
        byte[] rgba = [0, 10, 0, 255, 100, 20, 0, 255, 20, 30, 4, 255, 80, 40, 8, 255];
        new FramePipeline(new Scale(1, 1)).TryRun(rgba, 2, 2, out FrameView mean);
        Assert.Equal([50, 25, 3, 255], mean.Bytes.ToArray());
        new FramePipeline(new Scale(4, 1)).TryRun(rgba.AsSpan(0, 8), 2, 1, out FrameView blended);
        Assert.Equal([0, 25, 75, 100], blended.Bytes.ToArray().Where((_, i) => i % 4 == 0));
        new FramePipeline(new Scale(4, 1, ScaleFilter.Nearest)).TryRun(rgba.AsSpan(0, 8), 2, 1, out FrameView picked);
        Assert.Equal([0, 0, 100, 100], picked.Bytes.ToArray().Where((_, i) => i % 4 == 0));
    }

    [Fact]
    public void A_list_of_stages_becomes_a_message_that_the_receiver_shows_and_a_repeat_becomes_none()
    {
        Dedup dedup = new();
        FramePipeline pipeline = new(
            new Crop(0, 0, 64, 32),
            new Scale(32, 16),
            new Watermark((rgba, width, height) => rgba[..4].Fill(255)),
            dedup,
            new Compress());
        byte[] flat = new byte[64 * 64 * 4];
        Originator originator = new(TimeProvider.System);
        ArrayBufferWriter<byte> output = new();
        Assert.True(pipeline.TryWrite(flat, 64, 64, originator, default, output));
        ReadOnlySpan<byte> bytes = output.WrittenSpan;
        Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref bytes, out MessageView message, out _));
        Assert.Equal(FrameType.Compressed, message.Header.FrameType);
        ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body);
        Assert.Equal(ReadStatus.Done, new MessageExpander().TryExpand(message.Header, body, out MessageHeader inner, out ReadOnlySpan<byte> raw));
        PictureDecoder decoder = new();
        Assert.Equal(PictureOutcome.Applied, decoder.Accept(inner, raw));
        Assert.Equal((32, 16, 255, 0), (decoder.Width, decoder.Height, decoder.Rgba[0], decoder.Rgba[4]));

        ulong next = originator.Next;
        Assert.False(pipeline.TryWrite(flat, 64, 64, originator, default, output));
        Assert.Equal((next, 1L, 32 * 16 * 4L), (originator.Next, dedup.Frames.Repeats, dedup.Frames.BytesSaved));
    }

    [Fact]
    public void What_does_not_shrink_goes_out_raw()
    {
        ArrayBufferWriter<byte> output = new();
        byte[] noise = new byte[16 * 16 * 4];
        new Random(1).NextBytes(noise);
        Assert.True(new FramePipeline(new Compress()).TryWrite(noise, 16, 16, new Originator(TimeProvider.System), default, output));
        Assert.Equal((byte)FrameType.Pixels, output.WrittenSpan[0]);
    }

    [Fact]
    public void Sizes_over_the_limits_and_a_stage_after_the_coder_are_refused()
    {
        byte[] pixel = new byte[4];
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePipeline(new Scale(4001, 4000)).TryRun(pixel, 1, 1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePipeline(new Scale(65_536, 1)).TryRun(pixel, 1, 1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePipeline(new Scale(0, 1)).TryRun(pixel, 1, 1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FramePipeline().TryRun(pixel, 2, 1, out _));
        Assert.Throws<ArgumentException>(() => new FramePipeline(new Compress(), new Dedup()));
    }

    [Fact]
    public void Warm_it_allocates_nothing()
    {
        FramePipeline pipeline = new(
            new Crop(1, 1, 60, 40), new Scale(30, 20), new Rotate(Rotation.By90), new Flip(FlipAxis.LeftToRight), new Dedup(), new Compress());
        byte[] rgba = Noise((64, 48, 3));
        Allocations.AreNone(() =>
        {
            rgba[1000]++;
            pipeline.TryRun(rgba, 64, 48, out _);
        });
    }

    private static void AssertSame(byte[] rgba, (int Width, int Height, int Seed) p, params IFrameStage[] stages)
    {
        Assert.True(new FramePipeline(stages).TryRun(rgba, p.Width, p.Height, out FrameView result));
        Assert.Equal((p.Width, p.Height), (result.Shape.Width, result.Shape.Height));
        Assert.True(result.Bytes.SequenceEqual(rgba));
    }

    private static byte[] Noise((int Width, int Height, int Seed) p)
    {
        byte[] rgba = new byte[p.Width * p.Height * 4];
        new Random(p.Seed).NextBytes(rgba);
        return rgba;
    }
}
