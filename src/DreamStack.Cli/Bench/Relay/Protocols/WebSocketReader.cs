using System.Buffers.Binary;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>Reads a server's WebSocket frames: their headers and the headers of the messages inside, nothing else.</summary>
internal sealed class WebSocketReader(MessageCounter messages) : ArrivalReader
{
    private const int ShortHeader = 2;
    private readonly byte[] _header = new byte[10];
    private int _have;
    private long _left;
    private bool _carries;

    public override long Count => messages.Count;

    public override long Reached => messages.Reached;

    public override int Discardable => (int)Math.Min(_carries ? Math.Min(_left, messages.Left) : _left, int.MaxValue);

    public override void Discarded(int bytes)
    {
        _left -= bytes;
        if (_carries) messages.Skip(bytes);
    }

    public override void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_left == 0)
            {
                // One message a frame, one frame like the other.
                if (_have == 0) bytes = bytes[messages.ReadRun(bytes, ShortHeader)..];
                if (bytes.Length > 0) bytes = ReadHeader(bytes);
                continue;
            }

            int part = (int)Math.Min(bytes.Length, _left);
            if (_carries) messages.Read(bytes[..part]);
            _left -= part;
            bytes = bytes[part..];
        }
    }

    private ReadOnlySpan<byte> ReadHeader(ReadOnlySpan<byte> bytes)
    {
        _header[_have++] = bytes[0];
        int length = _have < 2 ? 0 : _header[1] & 0x7F;
        int needed = length switch { 127 => 10, 126 => 4, _ => 2 };
        if (_have < needed) return bytes[1..];

        _have = 0;
        _carries = (_header[0] & 0x0F) is 0 or 2;
        _left = length switch
        {
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            _ => length,
        };
        return bytes[1..];
    }
}
