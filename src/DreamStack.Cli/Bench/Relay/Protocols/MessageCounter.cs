using System.Buffers.Binary;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>Counts the messages of one type in the payloads of a connection, one after the other, cut anywhere.</summary>
internal sealed class MessageCounter(FrameType type, ArrivalLog? log)
{
    private const int SeqOffset = 2;
    private const int LengthOffset = 12;
    private readonly byte[] _header = new byte[MessageHeader.Size];
    private int _have;
    private FrameType _type;
    private ushort _seq;

    public long Count { get; private set; }

    public long Reached { get; private set; }

    /// <summary>Bytes of the present message still to come.</summary>
    public long Left { get; private set; }

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (Left > 0)
            {
                int skip = (int)Math.Min(bytes.Length, Left);
                Skip(skip);
                bytes = bytes[skip..];
            }
            else if (_have == 0 && bytes.Length >= MessageHeader.Size)
            {
                Begin(bytes);
                bytes = bytes[MessageHeader.Size..];
            }
            else
            {
                int part = Math.Min(bytes.Length, MessageHeader.Size - _have);
                bytes[..part].CopyTo(_header.AsSpan(_have));
                _have += part;
                bytes = bytes[part..];
                if (_have < MessageHeader.Size) return;
                _have = 0;
                Begin(_header);
            }
        }
    }

    /// <summary>So many bytes of the present message have come.</summary>
    public void Skip(int bytes)
    {
        Left -= bytes;
        if (Left == 0) Finish();
    }

    private void Begin(ReadOnlySpan<byte> header)
    {
        _type = (FrameType)header[0];
        _seq = BinaryPrimitives.ReadUInt16LittleEndian(header[SeqOffset..]);
        Left = BinaryPrimitives.ReadUInt32LittleEndian(header[LengthOffset..]);
        if (Left == 0) Finish();
    }

    private void Finish()
    {
        // A whole picture or state that a relay made stands for all messages up to its seq.
        bool standsFor = _type is FrameType.Pixels or FrameType.DeltaPixels or FrameType.SignalSync or FrameType.SignalDiff;
        if (!standsFor) return;
        long next = Reached + (short)(_seq + 1 - (ushort)Reached);
        if (next > Reached) Reached = next;
        if (_type != type) return;
        Count++;
        log?.Note(_seq);
    }
}
