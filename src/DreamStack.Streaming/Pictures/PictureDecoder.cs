using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Pictures;

/// <summary>Holds one stream's current picture and brings it up to date message by message; not thread-safe.</summary>
public sealed class PictureDecoder
{
    private readonly PictureBuffer _picture = new();

    /// <summary>A whole picture is held.</summary>
    public bool HasPicture { get; private set; }

    /// <summary>Pixels across of the picture held.</summary>
    public int Width => _picture.Width;

    /// <summary>Pixels down of the picture held.</summary>
    public int Height => _picture.Height;

    /// <summary>Seq of the newest picture message applied.</summary>
    public ushort Seq { get; private set; }

    /// <summary>The picture, RGBA rows top-down, pinned; it changes with the next message. Empty when none is held.</summary>
    public ReadOnlySpan<byte> Rgba => HasPicture ? _picture.Rgba : default;

    /// <summary>Applies a message; <paramref name="body"/> is its payload after the EXT block.</summary>
    public PictureOutcome Accept(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (header.IsInput) return PictureOutcome.NotAPicture;
        PictureOutcome outcome = header.FrameType switch
        {
            FrameType.Pixels or FrameType.NeuralFrame => AcceptRaw(header, body),
            FrameType.DeltaPixels => AcceptDelta(header, body),
            _ => PictureOutcome.NotAPicture,
        };
        if (outcome == PictureOutcome.Applied)
        {
            HasPicture = true;
            Seq = header.Seq;
        }
        else if (outcome == PictureOutcome.Invalid)
        {
            HasPicture = false;
        }

        return outcome;
    }

    /// <summary>Forgets the picture, as after a source that will not return; the memory is kept.</summary>
    public void Forget() => HasPicture = false;

    private PictureOutcome AcceptRaw(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Check() != WireError.None || body.Length != header.Width * header.Height * 4)
        {
            return PictureOutcome.Invalid;
        }

        _picture.Resize(header.Width, header.Height);
        body.CopyTo(_picture.Rgba);
        return PictureOutcome.Applied;
    }

    private PictureOutcome AcceptDelta(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Check() != WireError.None
            || !DeltaPrefix.TryRead(body, out DeltaPrefix prefix, out ReadOnlySpan<byte> coded))
        {
            return PictureOutcome.Invalid;
        }

        if (header.IsKeyframe)
        {
            _picture.Resize(header.Width, header.Height);
            _picture.FillBlack();
        }
        else if (!HasPicture || !_picture.HasSize(header.Width, header.Height)
            || (prefix.Op == DeltaOp.Xor && prefix.BaseSeq != Seq))
        {
            return PictureOutcome.NeedsKeyframe;
        }

        bool applied = prefix.Op == DeltaOp.Xor
            ? PixelDelta.TryApplyXor(coded, _picture.Rgba)
            : PixelDelta.TryApplyReplace(coded, _picture.Rgba);
        return applied ? PictureOutcome.Applied : PictureOutcome.Invalid;
    }
}
