using System.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Pictures;

/// <summary>Whole pictures as messages; what a relay makes carries the seq of the newest message it stands for.</summary>
public static class Keyframes
{
    /// <summary>A Pixels keyframe of the picture held.</summary>
    public static void WriteRaw(
        PictureDecoder picture, uint timestamp, ReadOnlySpan<byte> ext, IBufferWriter<byte> output) =>
        WriteRaw(picture.Rgba, HeaderOf(picture, timestamp), ext, output);

    /// <summary>A DeltaPixels keyframe over black of the picture held; a Pixels one where that is smaller.</summary>
    public static void WriteDelta(
        PictureDecoder picture, uint timestamp, ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        int front = MessageHeader.Size + ext.Length + DeltaPrefix.Size;
        Span<byte> message = output.GetSpan(front + PixelDelta.MaxEncodedLength(picture.Width * picture.Height));
        int length = PixelDelta.EncodeXorOverBlack(picture.Rgba, message[front..]);
        if (DeltaPrefix.Size + length > picture.Rgba.Length)
        {
            WriteRaw(picture, timestamp, ext, output);
            return;
        }

        MessageWriter.WithLength(HeaderOf(picture, timestamp), ext, DeltaPrefix.Size + length).Write(message);
        ext.CopyTo(message[MessageHeader.Size..]);
        new DeltaPrefix(DeltaOp.Xor, 0).Write(message[(front - DeltaPrefix.Size)..]);
        output.Advance(front + length);
    }

    /// <summary>
    /// What brings a receiver that has the picture of number <paramref name="since"/>, of the same size, to the one held: the newer
    /// tiles as op REPLACE, or a whole picture where that is smaller.
    /// </summary>
    public static void WriteSince(
        PictureDecoder picture, TileMarks tiles, long since, uint timestamp, ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        // Over black much of an interface is free: more than half of its tiles may cost more than all of it.
        int newer = tiles.CountSince(since);
        int front = MessageHeader.Size + ext.Length + DeltaPrefix.Size;
        Span<byte> message = output.GetSpan(front + PixelDelta.MaxEncodedLength(picture.Width * picture.Height));
        int length = newer == tiles.Count ? int.MaxValue : PixelDelta.EncodeTiles(picture.Rgba, tiles, since, message[front..]);
        bool mayBeWhole = newer * 2 > tiles.Count;
        if (mayBeWhole && PixelDelta.EncodeXorOverBlack(picture.Rgba, message[front..]) <= length)
        {
            WriteDelta(picture, timestamp, ext, output);
            return;
        }

        if (mayBeWhole) length = PixelDelta.EncodeTiles(picture.Rgba, tiles, since, message[front..]);
        MessageHeader header = HeaderOf(picture, timestamp) with { Flags = MessageFlags.None };
        MessageWriter.WithLength(header, ext, DeltaPrefix.Size + length).Write(message);
        ext.CopyTo(message[MessageHeader.Size..]);
        new DeltaPrefix(DeltaOp.Replace, 0).Write(message[(front - DeltaPrefix.Size)..]);
        output.Advance(front + length);
    }

    internal static void WriteRaw(
        ReadOnlySpan<byte> rgba, in MessageHeader header, ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        MessageHeader raw = header with
        {
            Type = (byte)FrameType.Pixels,
            Flags = header.Flags | MessageFlags.Keyframe,
        };
        MessageWriter.Write(output, raw, ext, rgba);
    }

    private static MessageHeader HeaderOf(PictureDecoder picture, uint timestamp) =>
        new(FrameType.DeltaPixels, MessageFlags.Keyframe)
        {
            Seq = picture.Seq,
            Timestamp = timestamp,
            Width = (ushort)picture.Width,
            Height = (ushort)picture.Height,
        };
}
