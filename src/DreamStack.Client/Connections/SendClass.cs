using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Client.Connections;

/// <summary>Chooses the class in which a peer's own message waits.</summary>
internal static class SendClass
{
    /// <summary>The header of what a Compressed frame carries; any other header as it is.</summary>
    public static MessageHeader Inside(in MessageHeader header, ReadOnlySpan<byte> payload)
    {
        bool wrapped = !header.IsInput && header.FrameType == FrameType.Compressed && (header.Flags & MessageFlags.Encrypted) == 0;
        if (!wrapped || !ExtBlock.TrySplit(header, payload, out _, out ReadOnlySpan<byte> body)) return header;
        return CompressedPrefix.TryRead(body, out CompressedPrefix prefix, out _)
            ? header with { Type = prefix.Type, Flags = prefix.Flags & ~MessageFlags.Input }
            : header;
    }

    /// <summary>The class; inputs keep their order, and a hash goes with the picture it speaks of.</summary>
    public static FrameClass Of(in MessageHeader inside)
    {
        if (inside.IsInput) return FrameClass.Control;
        if (inside.IsPicture) return FrameClass.Picture;
        return inside.FrameType switch
        {
            FrameType.PictureHash or FrameType.Lockstep => FrameClass.Picture,
            FrameType.SignalSync or FrameType.SignalDiff or FrameType.SignalTable => FrameClass.Signal,
            FrameType.AudioPcm or FrameType.AudioCompressed or FrameType.NeuralAudio => FrameClass.Audio,
            FrameType.Haptic => FrameClass.Haptic,
            _ => FrameClass.Control,
        };
    }
}
