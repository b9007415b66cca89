using System.Buffers.Text;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>Reads what nats-server writes: lines, and after each MSG line its payload.</summary>
internal sealed class NatsReader(MessageCounter messages) : ArrivalReader
{
    private readonly byte[] _line = new byte[4096];
    private int _have;
    private long _payload;
    private int _lineBreak;

    public override long Count => messages.Count;

    public override long Reached => messages.Reached;

    public override int Discardable => (int)Math.Min(_payload, messages.Left);

    public override void Discarded(int bytes)
    {
        _payload -= bytes;
        messages.Skip(bytes);
    }

    public override void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_payload > 0)
            {
                int part = (int)Math.Min(bytes.Length, _payload);
                messages.Read(bytes[..part]);
                _payload -= part;
                bytes = bytes[part..];
            }
            else if (_lineBreak > 0)
            {
                int part = Math.Min(bytes.Length, _lineBreak);
                _lineBreak -= part;
                bytes = bytes[part..];
            }
            else
            {
                bytes = ReadLine(bytes);
            }
        }
    }

    private ReadOnlySpan<byte> ReadLine(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        ReadOnlySpan<byte> part = end < 0 ? bytes : bytes[..(end + 1)];
        if (_have + part.Length > _line.Length) throw new FailedException("nats-server wrote a line that is too long.");
        part.CopyTo(_line.AsSpan(_have));
        _have += part.Length;
        if (end < 0) return [];

        ReadOnlySpan<byte> line = _line.AsSpan(0, _have).TrimEnd("\r\n"u8);
        _have = 0;
        if (line.StartsWith("-ERR"u8)) throw new FailedException($"nats-server says {System.Text.Encoding.ASCII.GetString(line)}.");
        if (line.StartsWith("MSG "u8) && Utf8Parser.TryParse(line[(line.LastIndexOf((byte)' ') + 1)..], out int length, out _))
        {
            _payload = length;
            _lineBreak = 2;
        }

        return bytes[part.Length..];
    }
}
