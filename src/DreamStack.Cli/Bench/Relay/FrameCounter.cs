using System.Buffers.Binary;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>Counts the messages of one type in the bytes of a server's WebSocket frames, cut anywhere.</summary>
internal sealed class FrameCounter(byte type)
{
    private readonly byte[] _frame = new byte[10];
    private readonly byte[] _header = new byte[MessageHeader.Size];
    private SeqUnwrapper _seq;
    private int _frameHave;
    private int _headerHave;
    private long _frameLeft;
    private long _payloadLeft;
    private bool _binary;
    private bool _wanted;

    /// <summary>Messages of the type that have come whole.</summary>
    public long Count { get; private set; }

    /// <summary>The unwrapped seq of the newest picture or signal message, plus one.</summary>
    public long Reached { get; private set; }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_frameLeft == 0)
            {
                bytes = ReadFrameHeader(bytes);
                continue;
            }

            int part = (int)Math.Min(bytes.Length, _frameLeft);
            if (_binary) ReadMessages(bytes[..part]);
            _frameLeft -= part;
            bytes = bytes[part..];
        }
    }

    private ReadOnlySpan<byte> ReadFrameHeader(ReadOnlySpan<byte> bytes)
    {
        _frame[_frameHave++] = bytes[0];
        int length = _frameHave < 2 ? 0 : _frame[1] & 0x7F;
        int needed = length switch { 127 => 10, 126 => 4, _ => 2 };
        if (_frameHave < needed) return bytes[1..];

        _frameHave = 0;
        _binary = (_frame[0] & 0x0F) is 0 or 2;
        _frameLeft = length switch
        {
            127 => BinaryPrimitives.ReadInt64BigEndian(_frame.AsSpan(2)),
            126 => BinaryPrimitives.ReadUInt16BigEndian(_frame.AsSpan(2)),
            _ => length,
        };
        return bytes[1..];
    }

    private void ReadMessages(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_payloadLeft == 0)
            {
                int part = Math.Min(bytes.Length, MessageHeader.Size - _headerHave);
                bytes[..part].CopyTo(_header.AsSpan(_headerHave));
                _headerHave += part;
                bytes = bytes[part..];
                if (_headerHave < MessageHeader.Size) return;
                _headerHave = 0;
                MessageHeader.TryRead(_header, out MessageHeader header);
                _payloadLeft = header.PayloadLength;
                _wanted = header.Type == type;
                // A whole picture or state that the relay made stands for all messages up to its seq.
                bool standsFor = header.IsPicture || header.FrameType is FrameType.SignalSync or FrameType.SignalDiff;
                if (standsFor) Reached = Math.Max(Reached, (long)_seq.Unwrap(header.Seq) + 1);
                if (_payloadLeft == 0) Count += _wanted ? 1 : 0;
                continue;
            }

            int skip = (int)Math.Min(bytes.Length, _payloadLeft);
            _payloadLeft -= skip;
            bytes = bytes[skip..];
            if (_payloadLeft == 0 && _wanted) Count++;
        }
    }
}
