using System.Globalization;
using System.Text;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>What nats-server speaks; a stream is a subject.</summary>
internal sealed class NatsProtocol : ILoadProtocol
{
    private const string Connect = "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":false}\r\n";

    public byte[] ViewerGreeting(string stream, string mode) => Encoding.ASCII.GetBytes($"{Connect}SUB {stream} 1\r\nPING\r\n");

    public byte[] SourceGreeting(string stream) => Encoding.ASCII.GetBytes($"{Connect}PING\r\n");

    public int? AnswerLength(ReadOnlySpan<byte> received)
    {
        if (received.IndexOf("-ERR"u8) >= 0) throw new FailedException("nats-server refused the connection.");
        int pong = received.IndexOf("PONG\r\n"u8);
        return pong < 0 ? null : pong + 6;
    }

    public FramedMessage Frame(string stream, ReadOnlySpan<byte> message)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"PUB {stream} {message.Length}\r\n");
        return new FramedMessage([.. Encoding.ASCII.GetBytes(line), .. message, .. "\r\n"u8], line.Length, 0);
    }

    public ArrivalReader Reader(LoadMessage message, ArrivalLog? log) => new NatsReader(new MessageCounter(message.Type, log));
}
