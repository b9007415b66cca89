using System.Buffers.Binary;
using System.Text;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>Takes the WebSocket frames of a server off what they carry, cut anywhere.</summary>
internal sealed class FrameStripper
{
    private const int Close = 8;
    private readonly byte[] _header = new byte[10];
    private readonly List<byte> _control = [];
    private int _have;
    private long _left;

    private int Opcode => _header[0] & 0x0F;

    /// <summary>The server said goodbye: its code and reason.</summary>
    public (int Code, string Reason)? Goodbye { get; private set; }

    /// <summary>Gives what <paramref name="bytes"/> carries, piece by piece; empty when there is no more.</summary>
    public ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_left == 0)
            {
                ReadHeader(ref bytes);
                continue;
            }

            int part = (int)Math.Min(bytes.Length, _left);
            ReadOnlySpan<byte> piece = bytes[..part];
            bytes = bytes[part..];
            _left -= part;
            if (Opcode is 0 or 2) return piece;
            _control.AddRange(piece);
            if (_left == 0) EndControl();
        }

        return default;
    }

    private void ReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        _header[_have++] = bytes[0];
        bytes = bytes[1..];
        int length = _have < 2 ? 0 : _header[1] & 0x7F;
        if (_have < (length switch { 127 => 10, 126 => 4, _ => 2 })) return;
        _have = 0;
        _left = length switch
        {
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            _ => length,
        };
        if (_left == 0 && Opcode > 2) EndControl();
    }

    private void EndControl()
    {
        byte[] body = [.. _control];
        _control.Clear();
        if (Opcode == Close) Goodbye = body.Length < 2 ? (1005, "") : (BinaryPrimitives.ReadUInt16BigEndian(body), Encoding.UTF8.GetString(body[2..]));
    }
}
