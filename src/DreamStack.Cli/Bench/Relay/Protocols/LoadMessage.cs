using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>What a load sends.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Type">Its type on the wire.</param>
/// <param name="Bytes">Its length with its header.</param>
/// <param name="Mode">The mode in which a relay's viewers get every one of it as it is.</param>
internal sealed record LoadMessage(string Name, FrameType Type, int Bytes, string Mode)
{
    /// <summary>Where eight digits tell each message from the next.</summary>
    public const int SerialOffset = 24;

    /// <summary>How many digits.</summary>
    public const int SerialDigits = 8;

    private const int Width = 600;
    private const int Height = 400;

    /// <summary>A whole raw picture of 600 × 400.</summary>
    public static LoadMessage Picture { get; } = new("938 KB", FrameType.Pixels, MessageHeader.Size + (Width * Height * 4), "delta");

    /// <summary>A change of one signal.</summary>
    public static LoadMessage Small { get; } = new("80 B", FrameType.SignalDiff, 80, "signal");

    /// <summary>The message, its numbers still 0.</summary>
    public byte[] ToBytes()
    {
        byte[] message = new byte[Bytes];
        bool picture = Type == FrameType.Pixels;
        MessageHeader header = picture
            ? new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Width = Width, Height = Height }
            : new MessageHeader(Type);
        (header with { PayloadLength = (uint)(Bytes - MessageHeader.Size) }).Write(message);
        Span<byte> payload = message.AsSpan(MessageHeader.Size);
        if (picture)
        {
            for (int i = 0; i < payload.Length; i++) payload[i] = (byte)(i * 7 ^ i >> 9);
            return message;
        }

        payload.Fill((byte)'7');
        "{\"x\":\""u8.CopyTo(payload);
        "\"}"u8.CopyTo(payload[^2..]);
        return message;
    }
}
