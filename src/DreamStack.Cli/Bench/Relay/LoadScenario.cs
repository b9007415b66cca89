using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>One load: messages of one size to so many viewers.</summary>
/// <param name="Name">What the table calls the message.</param>
/// <param name="MessageBytes">Bytes of a message with its header.</param>
/// <param name="Viewers">How many get each message.</param>
/// <param name="Window">Messages on their way at once: fewer than a viewer may have queued, so that none is coalesced.</param>
internal sealed record LoadScenario(string Name, int MessageBytes, int Viewers, int Window)
{
    private const int Width = 600;
    private const int Height = 400;

    public static IReadOnlyList<LoadScenario> All { get; } =
    [
        .. new[] { 1, 10, 100 }.Select(viewers => new LoadScenario("80 B", 80, viewers, 48)),
        .. new[] { 1, 10, 100 }.Select(
            viewers => new LoadScenario("938 KB", MessageHeader.Size + (Width * Height * 4), viewers, 4)),
    ];

    public bool IsPicture => MessageBytes > Width * Height;

    public string Mode => IsPicture ? "delta" : "signal";

    public string Label => $"{Name} × {Viewers}";

    /// <summary>The message, its seq still 0.</summary>
    public byte[] Message()
    {
        byte[] message = new byte[MessageBytes];
        MessageHeader header = IsPicture
            ? new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe) { Width = Width, Height = Height }
            : new MessageHeader(FrameType.SignalDiff);
        (header with { PayloadLength = (uint)(MessageBytes - MessageHeader.Size) }).Write(message);
        if (IsPicture) return message;
        Span<byte> json = message.AsSpan(MessageHeader.Size);
        json.Fill((byte)'7');
        "{\"x\":\""u8.CopyTo(json);
        "\"}"u8.CopyTo(json[^2..]);
        return message;
    }
}
