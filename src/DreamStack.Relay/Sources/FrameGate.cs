using DreamStack.Relay.Streams;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Sources;

/// <summary>Judges a source's small frames before any viewer sees them; pictures and signals have their stores for that.</summary>
internal static class FrameGate
{
    private const int HashLength = sizeof(ulong);

    /// <summary>False when the body, read in clear, is not what its type's table says.</summary>
    public static bool IsWellFormed(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        bool opaque = (header.Flags & (MessageFlags.Encrypted | MessageFlags.Compressed)) != 0;
        return opaque || header.FrameType switch
        {
            FrameType.Control => MergePatch.IsObject(body),
            FrameType.Haptic => HapticFrame.TryRead(body, out _),
            FrameType.PictureHash => body.Length == HashLength,
            FrameType.End => !body.IsEmpty,
            FrameType.AudioPcm => header.Width > 0 && header.Height > 0 && body.Length % (sizeof(float) * header.Height) == 0,
            FrameType.Compressed => CompressedPrefix.TryRead(body, out _, out _),
            _ => true,
        };
    }
}
