using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Wan.Peers;

/// <summary>A client's WebSocket frames, masked, as they wait to be sent.</summary>
internal sealed class FrameWriter
{
    private const int LongestHeader = 14;
    private const byte Masked = 0x80;
    // No zero byte: a server that skips unmasking for a zero mask gains nothing here.
    private const uint Mask = 0x5D3A_91C7;
    private byte[] _bytes = new byte[512];
    private int _from;
    private int _to;

    public ReadOnlySpan<byte> Waiting => _bytes.AsSpan(_from.._to);

    /// <summary>So many bytes of what waits are sent.</summary>
    public void Sent(int bytes)
    {
        _from += bytes;
        if (_from == _to) _from = _to = 0;
    }

    /// <summary>Bytes as they are, before any frame.</summary>
    public void AddPlain(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _to += bytes.Length;
    }

    /// <summary>A message in a frame of its own.</summary>
    public void AddMessage(MessageHeader header, ReadOnlySpan<byte> ext, ReadOnlySpan<byte> body)
    {
        int length = MessageHeader.Size + ext.Length + body.Length;
        Span<byte> payload = Begin(0x82, length);
        MessageWriter.WithLength(header, ext, body.Length).Write(payload);
        ext.CopyTo(payload[MessageHeader.Size..]);
        body.CopyTo(payload[(MessageHeader.Size + ext.Length)..]);
        End(payload, length);
    }

    /// <summary>The answer to a ping.</summary>
    public void AddPong(ReadOnlySpan<byte> body)
    {
        Span<byte> payload = Begin(0x8A, body.Length);
        body.CopyTo(payload);
        End(payload, body.Length);
    }

    private Span<byte> Begin(byte first, int length)
    {
        Span<byte> room = Room(LongestHeader + length);
        room[0] = first;
        int at = 2;
        if (length < 126)
        {
            room[1] = (byte)(Masked | length);
        }
        else if (length <= ushort.MaxValue)
        {
            room[1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(room[2..], (ushort)length);
            at = 4;
        }
        else
        {
            room[1] = Masked | 127;
            BinaryPrimitives.WriteUInt64BigEndian(room[2..], (ulong)length);
            at = 10;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(room[at..], Mask);
        _to += at + sizeof(uint);
        return _bytes.AsSpan(_to, length);
    }

    private void End(Span<byte> payload, int length)
    {
        const ulong Wide = ((ulong)Mask << 32) | Mask;
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(payload);
        for (int i = 0; i < words.Length; i++) words[i] ^= Wide;
        for (int i = words.Length * sizeof(ulong); i < length; i++) payload[i] ^= (byte)(Mask >> (8 * (i & 3)));
        _to += length;
    }

    private Span<byte> Room(int bytes)
    {
        if (_to + bytes > _bytes.Length && _from > 0)
        {
            Waiting.CopyTo(_bytes);
            (_from, _to) = (0, _to - _from);
        }

        if (_to + bytes > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_to + bytes, 2 * _bytes.Length));
        return _bytes.AsSpan(_to);
    }
}
