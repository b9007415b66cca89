using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Receiving;

/// <summary>The picture as it is now, borrowed for the length of the event.</summary>
public readonly ref struct PictureView(in MessageHeader header, ulong fullSeq, ReadOnlySpan<byte> rgba)
{
    /// <summary>Pixels across.</summary>
    public int Width { get; } = header.Width;

    /// <summary>Pixels down.</summary>
    public int Height { get; } = header.Height;

    /// <summary>Seq of the message that made it.</summary>
    public ushort Seq { get; } = header.Seq;

    /// <summary>That seq as it never wraps: the source's own count once a keyframe has said it, the same for every viewer.</summary>
    public ulong FullSeq { get; } = fullSeq;

    /// <summary>The message was whole, not a delta.</summary>
    public bool IsKeyframe { get; } = header.IsKeyframe;

    /// <summary>RGBA rows top-down, A = 255.</summary>
    public ReadOnlySpan<byte> Rgba { get; } = rgba;

    /// <summary>How long to wait before showing it, so that all receivers show it at once; zero without Sync.</summary>
    public TimeSpan ShowIn { get; init; }
}
