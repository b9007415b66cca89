using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire;

/// <summary>The 16 bytes before every payload, both ways; all integers little-endian.</summary>
/// <remarks>
/// <code>
/// ┌──────┬───────┬──────┬───────────┬───────┬────────┬─────────────┐
/// │ type │ flags │ seq  │ timestamp │ width │ height │ payload_len │
/// │ u8   │ u8    │ u16  │ u32 (ms)  │ u16   │ u16    │ u32         │
/// └──────┴───────┴──────┴───────────┴───────┴────────┴─────────────┘
/// 0      1       2      4           8       10       12            16
/// </code>
/// </remarks>
public readonly record struct MessageHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 16;

    private const int FlagsOffset = 1;
    private const int SeqOffset = 2;
    private const int TimestampOffset = 4;
    private const int WidthOffset = 8;
    private const int HeightOffset = 10;
    private const int PayloadLengthOffset = 12;
    private const int ClassShift = 6;

    /// <summary>A frame: source → receiver.</summary>
    public MessageHeader(FrameType type, MessageFlags flags = MessageFlags.None)
    {
        Type = (byte)type;
        Flags = flags & ~MessageFlags.Input;
    }

    /// <summary>An input: receiver → source.</summary>
    public MessageHeader(InputType type, MessageFlags flags = MessageFlags.None)
    {
        Type = (byte)type;
        Flags = flags | MessageFlags.Input;
    }

    /// <summary>The type byte, of the code space that <see cref="IsInput"/> names.</summary>
    public byte Type { get; init; }

    /// <summary>How to read the payload and how to deliver it.</summary>
    public MessageFlags Flags { get; init; }

    /// <summary>The originator's counter, +1 per message; it wraps.</summary>
    public ushort Seq { get; init; }

    /// <summary>Milliseconds since the originator's stream began; it wraps.</summary>
    public uint Timestamp { get; init; }

    /// <summary>Pictures: pixels; audio: sample rate in Hz; else 0.</summary>
    public ushort Width { get; init; }

    /// <summary>Pictures: pixels; audio: channels; else 0.</summary>
    public ushort Height { get; init; }

    /// <summary>Bytes that follow the header.</summary>
    public uint PayloadLength { get; init; }

    /// <summary>The type as a frame's; meaningful when <see cref="IsInput"/> is false.</summary>
    public FrameType FrameType => (FrameType)Type;

    /// <summary>The type as an input's; meaningful when <see cref="IsInput"/> is true.</summary>
    public InputType InputType => (InputType)Type;

    /// <summary>The message travels from a receiver to the source.</summary>
    public bool IsInput => (Flags & MessageFlags.Input) != 0;

    /// <summary>The message is full state and needs nothing before it.</summary>
    public bool IsKeyframe => (Flags & MessageFlags.Keyframe) != 0;

    /// <summary>The payload starts with an EXT block.</summary>
    public bool HasExt => (Flags & MessageFlags.Ext) != 0;

    /// <summary>The delivery class the flags ask for.</summary>
    public DeliveryClass Class => (DeliveryClass)((byte)Flags >> ClassShift);

    /// <summary>Bytes of the whole message.</summary>
    public long MessageLength => Size + (long)PayloadLength;

    /// <summary>The message carries a picture of width × height.</summary>
    public bool IsPicture => !IsInput && FrameType is FrameType.Pixels or FrameType.CompressedPixels
        or FrameType.DeltaPixels or FrameType.VideoPixels or FrameType.NeuralFrame;

    /// <summary>Reads the first 16 bytes; false only when there are fewer.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out MessageHeader header)
    {
        if (source.Length < Size)
        {
            header = default;
            return false;
        }

        header = new MessageHeader
        {
            Type = source[0],
            Flags = (MessageFlags)source[FlagsOffset],
            Seq = BinaryPrimitives.ReadUInt16LittleEndian(source[SeqOffset..]),
            Timestamp = BinaryPrimitives.ReadUInt32LittleEndian(source[TimestampOffset..]),
            Width = BinaryPrimitives.ReadUInt16LittleEndian(source[WidthOffset..]),
            Height = BinaryPrimitives.ReadUInt16LittleEndian(source[HeightOffset..]),
            PayloadLength = BinaryPrimitives.ReadUInt32LittleEndian(source[PayloadLengthOffset..]),
        };
        return true;
    }

    /// <summary>Writes the 16 bytes; the destination must hold them.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = Type;
        destination[FlagsOffset] = (byte)Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[SeqOffset..], Seq);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[TimestampOffset..], Timestamp);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[WidthOffset..], Width);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[HeightOffset..], Height);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PayloadLengthOffset..], PayloadLength);
    }

    /// <summary>What is wrong with this header by itself: limits and lengths that need no payload.</summary>
    public WireError Check()
    {
        if (PayloadLength > (uint)WireLimits.MaxPayload(this)) return WireError.PayloadTooLarge;
        if (!IsPicture) return WireError.None;
        if (Width == 0 || Height == 0) return WireError.PictureEmpty;
        if ((uint)(Width * Height) > WireLimits.MaxPicturePixels) return WireError.PictureTooLarge;
        bool raw = FrameType == FrameType.Pixels
            && (Flags & (MessageFlags.Compressed | MessageFlags.Encrypted | MessageFlags.Ext | MessageFlags.Part)) == 0;
        return raw && PayloadLength != (uint)(Width * Height * 4) ? WireError.LengthMismatch : WireError.None;
    }
}
