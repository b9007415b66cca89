using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Pictures;

/// <summary>Puts the parts of one picture message together; takes memory only for bytes that came, at most one picture's.</summary>
internal sealed class PictureAssembly
{
    private byte[] _bytes = [];
    private MessageHeader _header;
    private uint _total;
    private int _length;

    /// <summary>
    /// Takes a part: Partial until the last, then Applied with the whole message; NeedsKeyframe when a part before it is missing.
    /// </summary>
    public PictureOutcome Accept(in MessageHeader header, ReadOnlySpan<byte> body, out MessageHeader whole, out ReadOnlySpan<byte> content)
    {
        whole = header with { Flags = header.Flags & ~MessageFlags.Part };
        content = default;
        // Its length is a part's, the last one's too.
        MessageHeader part = header with { Flags = header.Flags | MessageFlags.Part };
        if (part.Check() != WireError.None || !PartPrefix.TryRead(body, out PartPrefix prefix, out ReadOnlySpan<byte> bytes)
            || !IsTotal(header, prefix.Total))
        {
            Forget();
            return PictureOutcome.Invalid;
        }

        MessageHeader same = Same(header);
        if (prefix.Offset == 0)
        {
            (_header, _total, _length) = (same, prefix.Total, 0);
        }
        else if (prefix.Offset != _length || prefix.Total != _total || same != _header)
        {
            Forget();
            return PictureOutcome.NeedsKeyframe;
        }

        Append(bytes);
        if (_length < _total) return PictureOutcome.Partial;
        whole = whole with { PayloadLength = _total };
        content = _bytes.AsSpan(0, _length);
        Forget();
        return PictureOutcome.Applied;
    }

    /// <summary>A message without PART that is the end of what was begun, whether or not something between is missing.</summary>
    public bool IsLast(in MessageHeader header, ReadOnlySpan<byte> body) =>
        _length > 0 && Same(header) == _header && PartPrefix.TryRead(body, out PartPrefix prefix, out ReadOnlySpan<byte> bytes)
        && prefix.Total == _total && prefix.Offset + bytes.Length == _total;

    /// <summary>What was begun will not be carried on.</summary>
    public void Forget() => (_total, _length) = (0, 0);

    private static MessageHeader Same(in MessageHeader header) =>
        header with { Flags = header.Flags & ~(MessageFlags.Part | MessageFlags.Ext), PayloadLength = 0 };

    private static bool IsTotal(in MessageHeader header, uint total) => header.FrameType == FrameType.DeltaPixels
        ? total <= DeltaPrefix.Size + (uint)PixelDelta.MaxEncodedLength(header.Width * header.Height)
        : total == header.Width * header.Height * 4;

    private void Append(ReadOnlySpan<byte> bytes)
    {
        int needed = _length + bytes.Length;
        if (needed > _bytes.Length)
        {
            // The total is only a claim until the bytes are here.
            byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(_total, Math.Max(2L * _bytes.Length, needed)));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            _bytes = larger;
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length = needed;
    }
}
