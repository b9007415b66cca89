using System.Buffers.Binary;
using CsCheck;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.Tests.Pictures;

public class PicturePartsTests
{
    private const int Width = 37;
    private const int Height = 23;

    [Fact]
    public void Any_cut_shows_the_same_as_the_whole_message_and_nothing_before_the_last_part()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 1_000_000], Gen.Int[1, 900], Gen.Bool).Sample((frames, seed, step, keyframes) =>
        {
            PictureSession session = new();
            PictureDecoder pieced = new();
            for (int i = 0; i < frames; i++)
            {
                Assert.True(session.Encode(PictureSession.Noise(Width, Height, seed + i), Width, Height, keyframes));
                session.Deliver();
                byte[] before = pieced.Rgba.ToArray();
                List<byte[]> parts = Cut(session.Message, step);
                for (int part = 0; part < parts.Count - 1; part++)
                {
                    Assert.Equal(PictureOutcome.Partial, Deliver(pieced, parts[part]));
                    Assert.True(pieced.Rgba.SequenceEqual(before));
                }

                Assert.Equal(PictureOutcome.Applied, Deliver(pieced, parts[^1]));
                Assert.Equal(session.Decoder.Seq, pieced.Seq);
                Assert.True(pieced.Rgba.SequenceEqual(session.Decoder.Rgba));
            }
        });
    }

    [Fact]
    public void Dropped_mixed_doubled_or_spoilt_parts_never_show_a_picture_that_was_not_sent()
    {
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[20, 900], Gen.Int[0, 40].Array[1, 60], Gen.Int[0, 3]).Sample((seed, step, order, spoil) =>
        {
            PictureSession session = new();
            List<byte[]> shown = [[]];
            List<byte[]> parts = [];
            for (int i = 0; i < 3; i++)
            {
                session.Encode(PictureSession.Noise(Width, Height, seed + i), Width, Height, keyframe: i != 1);
                session.Deliver();
                shown.Add(session.Decoder.Rgba.ToArray());
                parts.AddRange(Cut(session.Message, step));
            }

            PictureDecoder decoder = new();
            foreach (int which in order)
            {
                byte[] part = [.. parts[which % parts.Count]];
                // The claims of a part are what a stranger can lie about.
                bool plain = !PictureSession.Read(part).Header.HasExt;
                if (plain && spoil > 0 && which % 7 == 0) part[MessageHeader.Size + (which % PartPrefix.Size)] ^= (byte)spoil;
                Deliver(decoder, part);
                byte[] now = decoder.Rgba.ToArray();
                Assert.Contains(shown, picture => picture.AsSpan().SequenceEqual(now));
            }
        });
    }

    [Fact]
    public void A_missing_part_asks_for_a_keyframe_and_keeps_the_picture()
    {
        PictureSession session = new();
        PictureDecoder decoder = new();
        session.Encode(PictureSession.Noise(Width, Height, 1), Width, Height);
        session.Deliver(decoder);
        byte[] first = decoder.Rgba.ToArray();
        session.Encode(PictureSession.Noise(Width, Height, 2), Width, Height, keyframe: true);
        List<byte[]> parts = Cut(session.Message, 1000);

        Assert.Equal(PictureOutcome.Partial, Deliver(decoder, parts[0]));
        Assert.Equal(PictureOutcome.NeedsKeyframe, Deliver(decoder, parts[2]));
        Assert.Equal(PictureOutcome.NeedsKeyframe, Deliver(decoder, parts[1]));
        Assert.True(decoder.Rgba.SequenceEqual(first));
        Assert.All(parts[..^1], part => Assert.Equal(PictureOutcome.Partial, Deliver(decoder, part)));
        Assert.Equal(PictureOutcome.Applied, Deliver(decoder, parts[^1]));
    }

    [Fact]
    public void A_whole_picture_ends_what_was_begun_in_parts()
    {
        PictureSession session = new();
        PictureDecoder decoder = new();
        session.Encode(PictureSession.Noise(Width, Height, 1), Width, Height);
        List<byte[]> parts = Cut(session.Message, 1000);
        Deliver(decoder, parts[0]);
        Assert.Equal(PictureOutcome.Applied, session.Deliver(decoder));
        Assert.Equal(PictureOutcome.NeedsKeyframe, Deliver(decoder, parts[1]));
    }

    [Fact]
    public void A_claim_of_more_than_the_picture_can_need_takes_no_memory()
    {
        byte[] part = new byte[PictureParts.Overhead + 1];
        new MessageHeader(FrameType.DeltaPixels, MessageFlags.Keyframe | MessageFlags.Part)
        {
            Width = 8, Height = 8, PayloadLength = PartPrefix.Size + 1,
        }.Write(part);
        PictureDecoder decoder = new();
        new PartPrefix(100_000, 0).Write(part.AsSpan(MessageHeader.Size));
        Assert.Equal(PictureOutcome.Invalid, Deliver(decoder, part));

        // A possible claim takes what came, not what it says.
        BinaryPrimitives.WriteUInt16LittleEndian(part.AsSpan(8), 4000);
        BinaryPrimitives.WriteUInt16LittleEndian(part.AsSpan(10), 4000);
        new PartPrefix(60_000_000, 0).Write(part.AsSpan(MessageHeader.Size));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(PictureOutcome.Partial, Deliver(decoder, part));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(3000)]
    public void A_raw_picture_in_parts_is_shown_whatever_way_its_ext_block_was_taken_off(int step)
    {
        byte[] rgba = PictureSession.Noise(Width, Height, 5);
        byte[] message = new byte[MessageHeader.Size + rgba.Length];
        new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Width = Width, Height = Height, PayloadLength = (uint)rgba.Length }.Write(message);
        rgba.CopyTo(message, MessageHeader.Size);
        PictureDecoder decoder = new();
        MessageExpander expander = new();
        PictureOutcome outcome = PictureOutcome.NotAPicture;
        foreach (byte[] part in Cut(message, step))
        {
            MessageView view = PictureSession.Read(part);
            Assert.True(ExtBlock.TrySplit(view.Header, view.Payload, out _, out ReadOnlySpan<byte> body));
            Assert.Equal(ReadStatus.Done, expander.TryExpand(view.Header, body, out MessageHeader inner, out ReadOnlySpan<byte> content));
            outcome = decoder.Accept(inner, content);
        }

        Assert.Equal(PictureOutcome.Applied, outcome);
        Assert.True(decoder.Rgba.SequenceEqual(rgba));
    }

    [Fact]
    public void The_last_part_alone_has_the_ext_block()
    {
        PictureSession session = new();
        session.Encode(PictureSession.Noise(Width, Height, 1), Width, Height);
        Assert.True(session.Header.HasExt);
        List<byte[]> parts = Cut(session.Message, 1000);
        Assert.All(parts[..^1], part => Assert.False(PictureSession.Read(part).Header.HasExt));
        Assert.True(PictureSession.Read(parts[^1]).Header.HasExt);
        Assert.All(parts[..^1], part => Assert.False(PictureParts.CanCut(PictureSession.Read(part).Header)));
        Assert.All(parts[..^1], part => Assert.True((PictureSession.Read(part).Header.Flags & MessageFlags.Part) != 0));
        Assert.Equal(MessageFlags.None, PictureSession.Read(parts[^1]).Header.Flags & MessageFlags.Part);
        Assert.True(PictureParts.CanCut(session.Header));
    }

    private static List<byte[]> Cut(byte[] message, int step)
    {
        List<byte[]> parts = [];
        int length = PictureParts.BodyLength(message);
        for (int at = 0; at < length; at += step)
        {
            int count = Math.Min(step, length - at);
            byte[] part = new byte[PictureParts.LengthOf(message, at, count)];
            PictureParts.Write(message, at, count, part);
            parts.Add(part);
        }

        return parts;
    }

    private static PictureOutcome Deliver(PictureDecoder decoder, byte[] message)
    {
        Assert.True(MessageHeader.TryRead(message, out MessageHeader header));
        Assert.True(ExtBlock.TrySplit(header, message.AsSpan(MessageHeader.Size), out _, out ReadOnlySpan<byte> body));
        return decoder.Accept(header, body);
    }
}
