using System.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Pictures;

/// <summary>Turns a source's pictures into messages: a keyframe first, then what changed; not thread-safe.</summary>
public sealed class PictureEncoder
{
    private readonly PictureBuffer _previous = new();
    private bool _hasPrevious;
    private ulong _previousFullSeq;

    /// <summary>
    /// Writes one message for a picture of RGBA rows; false, with nothing written and no seq used, when it equals the
    /// one before and no keyframe is asked for. A new size is a keyframe by itself. Keyframes say their seq in full,
    /// and so does a picture after a long rest: sound that a muted viewer did not get may have counted past what a seq can tell.
    /// </summary>
    public bool TryEncode(
        ReadOnlySpan<byte> rgba, int width, int height, bool keyframe,
        Originator originator, scoped ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgba.Length, width * height * 4);
        bool whole = keyframe || !_hasPrevious || !_previous.HasSize(width, height);

        Span<byte> block = stackalloc byte[ext.Length + ExtWriter.FullSeqLength];
        ExtWriter numbered = new(block);
        numbered.AddAll(ext);
        bool full = whole || originator.IsFarFrom(_previousFullSeq);
        if (full) numbered.Add(ExtTag.FullSeq, originator.Next);

        int front = MessageHeader.Size + numbered.Block.Length + DeltaPrefix.Size;
        Span<byte> message = output.GetSpan(front + PixelDelta.MaxEncodedLength(width * height));
        Span<byte> coded = message[front..];
        int length = whole
            ? PixelDelta.EncodeXorOverBlack(rgba, coded)
            : PixelDelta.EncodeXor(rgba, _previous.Rgba, coded);
        if (length == 0 && !whole) return false;

        MessageFlags flags = whole ? MessageFlags.Keyframe : MessageFlags.None;
        MessageHeader header = originator.Stamp(new MessageHeader(FrameType.DeltaPixels, flags)
        {
            Width = (ushort)width,
            Height = (ushort)height,
        });
        if (DeltaPrefix.Size + length > rgba.Length)
        {
            // Sent raw, a delta has become a whole picture too.
            if (!full) numbered.Add(ExtTag.FullSeq, originator.Next - 1);
            Keyframes.WriteRaw(rgba, header, numbered.Block, output);
        }
        else
        {
            MessageWriter.WithLength(header, numbered.Block, DeltaPrefix.Size + length).Write(message);
            numbered.Block.CopyTo(message[MessageHeader.Size..]);
            new DeltaPrefix(DeltaOp.Xor, whole ? (ushort)0 : (ushort)_previousFullSeq).Write(message[(front - DeltaPrefix.Size)..]);
            output.Advance(front + length);
        }

        Remember(rgba, width, height, originator.Next - 1);
        return true;
    }

    /// <summary>Writes the hash of the newest picture, under that picture's seq, for whoever holds it to compare; nothing before the first.</summary>
    public void WriteHash(Originator originator, IBufferWriter<byte> output)
    {
        if (!_hasPrevious) return;
        Span<byte> body = stackalloc byte[PictureHashFrame.Size];
        new PictureHashFrame(PictureCheck.HashOf(_previous.Rgba)).Write(body);
        MessageHeader header = new(FrameType.PictureHash) { Seq = (ushort)_previousFullSeq, Timestamp = originator.Now };
        MessageWriter.Write(output, header, body);
    }

    private void Remember(ReadOnlySpan<byte> rgba, int width, int height, ulong fullSeq)
    {
        _previous.Resize(width, height);
        rgba.CopyTo(_previous.Rgba);
        _previousFullSeq = fullSeq;
        _hasPrevious = true;
    }
}
