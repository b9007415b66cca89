using DreamStack.Relay.Streams;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Sources;

/// <summary>Judges a source's messages before viewers get them, as far as one message alone can be judged.</summary>
internal sealed class FrameGate
{
    private const int HashLength = sizeof(ulong);
    private readonly MessageExpander _expander = new();

    /// <summary>What is wrong with a message; <paramref name="body"/> is what follows its EXT block.</summary>
    public WireError Check(in MessageHeader header, in MessageHeader inside, ReadOnlySpan<byte> body)
    {
        if ((header.Flags & MessageFlags.Encrypted) != 0) return WireError.None;
        bool wrapped = header.FrameType == FrameType.Compressed;
        if (wrapped && inside.Type == header.Type) return WireError.BadPayload;
        // A picture inside a Compressed frame is a picture: the same limits hold for it.
        if (wrapped && (inside with { PayloadLength = 0 }).Check() is var error
            && error is WireError.PictureEmpty or WireError.PictureTooLarge)
        {
            return error;
        }

        bool checkable = inside.FrameType
            is FrameType.Control or FrameType.Haptic or FrameType.End or FrameType.PictureHash or FrameType.AudioPcm;
        // Sound has a packed form of its own, which only its decoder can judge.
        if (!checkable || (inside.FrameType == FrameType.AudioPcm && (inside.Flags & MessageFlags.Compressed) != 0)) return WireError.None;
        return _expander.TryExpand(header, body, out MessageHeader raw, out ReadOnlySpan<byte> rawBody) == ReadStatus.Done
            && IsWellFormed(raw, rawBody) ? WireError.None : WireError.BadPayload;
    }

    /// <summary>Why a checked End ends its stream; over, when only its receivers can read it.</summary>
    public EndReason ReasonOf(in MessageHeader header, ReadOnlySpan<byte> payload)
    {
        bool clear = (header.Flags & MessageFlags.Encrypted) == 0;
        return clear && ExtBlock.TrySplit(header, payload, out _, out ReadOnlySpan<byte> body)
            && _expander.TryExpand(header, body, out _, out ReadOnlySpan<byte> raw) == ReadStatus.Done
            && EndFrame.TryRead(raw, out EndFrame end) ? end.Reason : EndReason.Over;
    }

    private static bool IsWellFormed(in MessageHeader header, ReadOnlySpan<byte> body) => header.FrameType switch
    {
        FrameType.Haptic => HapticFrame.TryRead(body, out _),
        FrameType.PictureHash => body.Length == HashLength,
        FrameType.AudioPcm => header.Width > 0 && header.Height > 0 && body.Length % (sizeof(float) * header.Height) == 0,
        FrameType.End => EndFrame.TryRead(body, out _),
        _ => MergePatch.IsObject(body) && ControlMessage.TryRead(body.ToArray(), out _) == ReadStatus.Done,
    };
}
