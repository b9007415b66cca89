using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.FanOut;

/// <summary>Chooses the lane of a frame by its type, and by its class where the type is unknown.</summary>
internal static class Lanes
{
    /// <summary>The header of what a Compressed frame carries; any other header as it is.</summary>
    public static MessageHeader Inside(in MessageHeader header, ReadOnlySpan<byte> payload)
    {
        bool wrapped = header.FrameType == FrameType.Compressed && (header.Flags & MessageFlags.Encrypted) == 0;
        if (!wrapped || !ExtBlock.TrySplit(header, payload, out _, out ReadOnlySpan<byte> body)) return header;
        return CompressedPrefix.TryRead(body, out CompressedPrefix prefix, out _)
            ? header with { Type = prefix.Type, Flags = prefix.Flags & ~MessageFlags.Input }
            : header;
    }

    /// <summary>The lane of a frame.</summary>
    public static Lane Of(in MessageHeader inside) => inside.FrameType switch
    {
        FrameType.Pixels or FrameType.CompressedPixels or FrameType.DeltaPixels or FrameType.VideoPixels
            or FrameType.NeuralFrame => Lane.Picture,
        FrameType.SignalSync or FrameType.SignalDiff or FrameType.SignalTable => Lane.Signal,
        FrameType.Lockstep => Lane.World,
        FrameType.AudioPcm or FrameType.AudioCompressed or FrameType.NeuralAudio => Lane.Audio,
        FrameType.Control => Lane.Control,
        FrameType.End => Lane.End,
        FrameType.Ping => Lane.Hop,
        _ => inside.Class switch
        {
            DeliveryClass.Reliable => Lane.Control,
            DeliveryClass.LatestWins => Lane.Latest,
            _ => Lane.Perishable,
        },
    };

    /// <summary>A picture of which the relay can make another form; others travel as they came.</summary>
    public static bool IsReadablePicture(in MessageHeader inside) =>
        (inside.Flags & (MessageFlags.Encrypted | MessageFlags.Part)) == 0
        && inside.FrameType is FrameType.Pixels or FrameType.DeltaPixels or FrameType.NeuralFrame;
}
