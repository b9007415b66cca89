using System.Buffers.Binary;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>Counts the messages of one type in the payloads of a connection, one after the other, cut anywhere.</summary>
internal sealed class MessageCounter(FrameType type, ArrivalLog? log)
{
    private const int SeqOffset = 2;
    private const int LengthOffset = 12;
    private readonly byte _wanted = (byte)type;
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
            bytes = bytes[ReadRun(bytes, 0)..];
            if (bytes.Length == 0) return;
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

    /// <summary>
    /// Counts whole messages of the wanted type, each behind a frame header of <paramref name="gap"/> bytes that repeats the first
    /// one's; bytes counted so. The usual case, without a step for each part of a message.
    /// </summary>
    public unsafe int ReadRun(ReadOnlySpan<byte> bytes, int gap)
    {
        if (Left > 0 || _have > 0 || log is { IsOn: true } || bytes.Length < gap + MessageHeader.Size) return 0;
        int length = MessageHeader.Size + (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(gap + LengthOffset)..]);
        if (length < MessageHeader.Size || gap > 0 && bytes[1] != length) return 0;
        int stride = gap + length;
        int at = 0;
        ushort seq = 0;
        fixed (byte* begin = bytes)
        {
            ushort frame = *(ushort*)begin;
            for (; at <= bytes.Length - stride; at += stride)
            {
                byte* message = begin + at + gap;
                if (*(uint*)(message + LengthOffset) != length - MessageHeader.Size || *message != _wanted) break;
                if (gap > 0 && *(ushort*)(begin + at) != frame) break;
                seq = *(ushort*)(message + SeqOffset);
            }
        }

        if (at == 0) return 0;
        Count += at / stride;
        Reach(seq);
        return at;
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
        Reach(_seq);
        if (_type != type) return;
        Count++;
        log?.Note(_seq);
    }

    private void Reach(ushort seq)
    {
        long next = Reached + (short)(seq + 1 - (ushort)Reached);
        if (next > Reached) Reached = next;
    }
}
