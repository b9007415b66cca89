using DreamStack.Cli.Prove.Stage;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>Decodes what viewers were sent, as a receiver does, and compares it with what the source sent.</summary>
internal sealed class StormVerdict(SentPictures sent)
{
    private readonly PictureDecoder _picture = new();
    private readonly MessageExpander _expander = new();

    /// <summary>Pictures compared with the source's.</summary>
    public int Compared { get; private set; }

    /// <summary>Of those, the ones that were not what the source sent; what cannot be decoded is one too.</summary>
    public int Wrong { get; private set; }

    /// <summary>Viewers that decoded no picture at all.</summary>
    public int Blind { get; private set; }

    /// <summary>Compares the first and the last picture of a viewer, and those that the source published hashes of.</summary>
    public void Judge(LeanViewer viewer)
    {
        _picture.Forget();
        PictureCheck check = new(_picture);
        bool first = true;
        foreach (KeptMessage kept in viewer.Messages)
        {
            ReadOnlySpan<byte> bytes = kept.Bytes;
            if (MessageReader.TryRead(ref bytes, out MessageView message, out _) != ReadStatus.Done
                || !ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body)
                || _expander.TryExpand(message.Header, body, out MessageHeader header, out ReadOnlySpan<byte> inner) != ReadStatus.Done)
            {
                Note(false);
                continue;
            }

            if (header.FrameType == FrameType.PictureHash && PictureHashFrame.TryRead(inner, out PictureHashFrame hash)) Note(check.Expect(header.Seq, hash.Hash));
            if (!header.IsPicture) continue;
            PictureOutcome outcome = _picture.Accept(header, inner);
            if (outcome is PictureOutcome.NeedsKeyframe or PictureOutcome.Invalid) Note(false);
            if (outcome != PictureOutcome.Applied) continue;
            if (first || viewer.Newest == header.Seq) Note(IsRight());
            first = false;
            Note(check.Applied());
        }

        if (first) Blind++;
    }

    private bool IsRight() => sent.PlaceOf(_picture.Seq) is { } place && sent[place].Hash == PictureCheck.HashOf(_picture.Rgba);

    private void Note(bool? right)
    {
        if (right is null) return;
        Compared++;
        if (right == false) Wrong++;
    }
}
