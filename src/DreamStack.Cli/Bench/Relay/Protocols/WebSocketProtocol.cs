using System.Buffers.Binary;
using System.Text;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>The paths of the relay over WebSocket, which the other WebSocket servers understand too.</summary>
internal sealed class WebSocketProtocol : ILoadProtocol
{
    // No zero byte: a server that skips unmasking for a zero mask gains nothing here.
    private const uint Mask = 0x5D3A_91C7;

    public byte[] ViewerGreeting(string stream, string mode) => Greeting($"/stream/{stream}?mode={mode}");

    public byte[] SourceGreeting(string stream) => Greeting($"/source/{stream}");

    public int? AnswerLength(ReadOnlySpan<byte> received)
    {
        int end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        if (received.StartsWith("HTTP/1.1 101"u8)) return end + 4;
        throw new FailedException($"The server did not upgrade: {Encoding.ASCII.GetString(received[..received.IndexOf((byte)'\r')])}.");
    }

    public FramedMessage Frame(string stream, ReadOnlySpan<byte> message)
    {
        byte[] header = Header(message.Length, masked: true);
        byte[] frame = new byte[header.Length + sizeof(uint) + message.Length];
        header.CopyTo(frame, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(header.Length), Mask);
        int at = header.Length + sizeof(uint);
        for (int i = 0; i < message.Length; i++) frame[at + i] = (byte)(message[i] ^ (Mask >> (8 * (i & 3))));
        return new FramedMessage(frame, at, Mask);
    }

    public ArrivalReader Reader(LoadMessage message, ArrivalLog? log) => new WebSocketReader(new MessageCounter(message.Type, log));

    /// <summary>The header of a binary frame, without a mask.</summary>
    internal static byte[] Header(int length, bool masked)
    {
        byte mask = (byte)(masked ? 0x80 : 0);
        byte[] header = new byte[length switch { < 126 => 2, <= ushort.MaxValue => 4, _ => 10 }];
        header[0] = 0x82;
        header[1] = (byte)(mask | header.Length switch { 2 => length, 4 => 126, _ => 127 });
        if (header.Length == 4) BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)length);
        if (header.Length == 10) BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(2), (ulong)length);
        return header;
    }

    private static byte[] Greeting(string path) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
}
