namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>
/// The limit passes bytes on as they are: the source sends what a WebSocket server would send its viewers. A port each for
/// source and viewers, and one byte of greeting, so that the generator knows who has been let in.
/// </summary>
internal sealed class LimitProtocol(bool plainReaders) : ILoadProtocol
{
    public byte[] ViewerGreeting(string stream, string mode) => [];

    public byte[] SourceGreeting(string stream) => [];

    public int? AnswerLength(ReadOnlySpan<byte> received) => received.Length > 0 ? 1 : null;

    public FramedMessage Frame(string stream, ReadOnlySpan<byte> message)
    {
        byte[] header = WebSocketProtocol.Header(message.Length, masked: false);
        return new FramedMessage([.. header, .. message], header.Length, 0);
    }

    public ArrivalReader Reader(LoadMessage message, ArrivalLog? log) => plainReaders
        ? new PlainReader(WebSocketProtocol.Header(message.Bytes, masked: false).Length + message.Bytes)
        : new WebSocketReader(new MessageCounter(message.Type, log));
}
