using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Pictures;

/// <summary>Holds one stream's current picture and brings it up to date message by message; not thread-safe.</summary>
/// <param name="tiles">Where to note which tiles each message changed; null when nobody asks.</param>
public sealed class PictureDecoder(TileMarks? tiles = null)
{
    private readonly PictureBuffer _picture = new();
    private readonly PictureAssembly _parts = new();
    private bool _tilesFit;

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

    /// <summary>
    /// Applies a message; <paramref name="body"/> is its payload after the EXT block of <paramref name="header"/>'s message, and
    /// <paramref name="mark"/> the number that the tiles it changes get.
    /// </summary>
    public PictureOutcome Accept(in MessageHeader header, ReadOnlySpan<byte> body, long mark = 0)
    {
        bool known = header is { IsInput: false, FrameType: FrameType.Pixels or FrameType.NeuralFrame or FrameType.DeltaPixels };
        if (!known) return PictureOutcome.NotAPicture;
        PictureOutcome outcome;
        if ((header.Flags & MessageFlags.Part) == 0 && !_parts.IsLast(header, body))
        {
            _parts.Forget();
            outcome = AcceptWhole(header, body, mark);
        }
        else
        {
            outcome = _parts.Accept(header, body, out MessageHeader whole, out ReadOnlySpan<byte> content);
            if (outcome == PictureOutcome.Applied) outcome = AcceptWhole(whole, content, mark);
        }

        if (outcome == PictureOutcome.Applied)
        {
            HasPicture = true;
            Seq = header.Seq;
        }
        else if (outcome == PictureOutcome.Invalid)
        {
            HasPicture = false;
            _tilesFit = false;
        }

        return outcome;
    }

    /// <summary>Forgets the picture, as after a source that will not return; the memory is kept.</summary>
    public void Forget()
    {
        HasPicture = false;
        _parts.Forget();
    }

    private PictureOutcome AcceptWhole(in MessageHeader header, ReadOnlySpan<byte> body, long mark) =>
        header.FrameType == FrameType.DeltaPixels ? AcceptDelta(header, body, mark) : AcceptRaw(header, body, mark);

    private PictureOutcome AcceptRaw(in MessageHeader header, ReadOnlySpan<byte> body, long mark)
    {
        if (header.Check() != WireError.None || body.Length != header.Width * header.Height * 4)
        {
            return PictureOutcome.Invalid;
        }

        _picture.Resize(header.Width, header.Height);
        body.CopyTo(_picture.Rgba);
        MarkWhole(mark);
        return PictureOutcome.Applied;
    }

    private PictureOutcome AcceptDelta(in MessageHeader header, ReadOnlySpan<byte> body, long mark)
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
            MarkWhole(mark);
        }
        else if (!HasPicture || !_picture.HasSize(header.Width, header.Height)
            || (prefix.Op == DeltaOp.Xor && prefix.BaseSeq != Seq))
        {
            return PictureOutcome.NeedsKeyframe;
        }

        return Apply(prefix.Op, coded, mark) ? PictureOutcome.Applied : PictureOutcome.Invalid;
    }

    private bool Apply(DeltaOp op, ReadOnlySpan<byte> coded, long mark)
    {
        Span<byte> rgba = _picture.Rgba;
        if (tiles is null || !_tilesFit)
        {
            return op == DeltaOp.Xor ? PixelDelta.TryApplyXor(coded, rgba) : PixelDelta.TryApplyReplace(coded, rgba);
        }

        return op == DeltaOp.Xor
            ? PixelDelta.TryApplyXor(coded, rgba, tiles, mark)
            : PixelDelta.TryApplyReplace(coded, rgba, tiles, mark);
    }

    private void MarkWhole(long mark)
    {
        tiles?.MarkAll(_picture.Width * _picture.Height, mark);
        _tilesFit = true;
    }
}
