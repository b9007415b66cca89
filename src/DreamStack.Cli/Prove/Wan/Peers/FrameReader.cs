using System.Buffers.Binary;
using System.Text;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Wan.Peers;

/// <summary>Takes a server's WebSocket frames apart and hands on the whole messages inside, and the bodies of pings.</summary>
internal sealed class FrameReader(FrameReader.Take take, Action<byte[]> ping)
{
    private const int FirstBytes = 32 * 1024;
    private const int PingOpcode = 9;
    private const int CloseOpcode = 8;
    private readonly byte[] _header = new byte[10];
    private byte[] _messages = new byte[FirstBytes];
    private int _length;
    private int _have;
    private long _left;
    private byte[]? _control;

    /// <summary>Takes a whole message, borrowed.</summary>
    public delegate void Take(in MessageView message);

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_left == 0)
            {
                bytes = ReadHeader(bytes);
            }
            else
            {
                int part = (int)Math.Min(bytes.Length, _left);
                if (_control is null) Collect(bytes[..part]);
                else bytes[..part].CopyTo(_control.AsSpan((int)(_control.Length - _left)));
                _left -= part;
                bytes = bytes[part..];
            }

            if (_left == 0 && _have == 0 && _control is not null) EndControl();
        }
    }

    private void EndControl()
    {
        byte[] body = _control!;
        _control = null;
        int opcode = _header[0] & 0x0F;
        if (opcode == PingOpcode) ping(body);
        if (opcode != CloseOpcode) return;
        string why = body.Length < 2 ? "no code" : $"{BinaryPrimitives.ReadUInt16BigEndian(body)} {Encoding.UTF8.GetString(body.AsSpan(2))}";
        throw new FailedException($"The server closed a connection: {why}.");
    }

    private void Collect(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _messages.Length) Array.Resize(ref _messages, Math.Max(_length + bytes.Length, 2 * _messages.Length));
        bytes.CopyTo(_messages.AsSpan(_length));
        _length += bytes.Length;
        ReadOnlySpan<byte> rest = _messages.AsSpan(0, _length);
        while (true)
        {
            ReadStatus status = MessageReader.TryRead(ref rest, out MessageView message, out WireError error);
            if (status == ReadStatus.Invalid) throw new FailedException($"The server sent what is not the protocol: {error}.");
            if (status != ReadStatus.Done) break;
            take(message);
        }

        if (rest.Length == _length) return;
        rest.CopyTo(_messages);
        _length = rest.Length;
    }

    private ReadOnlySpan<byte> ReadHeader(ReadOnlySpan<byte> bytes)
    {
        _header[_have++] = bytes[0];
        int length = _have < 2 ? 0 : _header[1] & 0x7F;
        if (_have < length switch { 127 => 10, 126 => 4, _ => 2 }) return bytes[1..];
        _have = 0;
        _left = length switch
        {
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            _ => length,
        };
        _control = (_header[0] & 0x08) != 0 ? new byte[_left] : null;
        return bytes[1..];
    }
}
