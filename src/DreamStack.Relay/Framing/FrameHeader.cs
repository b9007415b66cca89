using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Framing;

/// <summary>The header of one WebSocket frame (RFC 6455, 5.2): read as a client sends it, written as a server does.</summary>
/// <param name="Final">The last frame of its message.</param>
/// <param name="Opcode">What the frame is.</param>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Key">The mask, as its four bytes lie in memory.</param>
internal readonly record struct FrameHeader(bool Final, Opcode Opcode, long Length, uint Key)
{
    /// <summary>The most that a server's header takes: two bytes and a long length.</summary>
    public const int MaxServerSize = 10;

    /// <summary>The most that a client's header takes: a server's and the mask.</summary>
    public const int MaxClientSize = MaxServerSize + KeySize;

    /// <summary>Bytes of payload in a control frame at most (5.5).</summary>
    public const int MaxControlLength = 125;

    private const byte FinalBit = 0x80;
    private const byte ReservedBits = 0x70;
    private const byte OpcodeBits = 0x0F;
    private const byte MaskBit = 0x80;
    private const byte LengthBits = 0x7F;
    private const byte Medium = 126;
    private const byte Long = 127;
    private const int KeySize = sizeof(uint);

    public bool IsControl => IsControlOpcode(Opcode);

    /// <summary>Reads a client's header; what is wrong is known as soon as the byte that says so is there.</summary>
    public static ReadStatus TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header, out int size, out FrameError error)
    {
        header = default;
        size = 0;
        error = FrameError.None;
        if (bytes.IsEmpty) return ReadStatus.NeedMore;
        bool final = (bytes[0] & FinalBit) != 0;
        Opcode opcode = (Opcode)(bytes[0] & OpcodeBits);
        error = CheckFirst(bytes[0], final, opcode);
        if (error != FrameError.None) return ReadStatus.Invalid;
        if (bytes.Length < 2) return ReadStatus.NeedMore;

        byte shortLength = (byte)(bytes[1] & LengthBits);
        if ((bytes[1] & MaskBit) == 0) error = FrameError.NotMasked;
        else if (IsControlOpcode(opcode) && shortLength > MaxControlLength) error = FrameError.LongControl;
        if (error != FrameError.None) return ReadStatus.Invalid;

        int lengthSize = shortLength switch { Medium => sizeof(ushort), Long => sizeof(ulong), _ => 0 };
        int whole = 2 + lengthSize + KeySize;
        if (bytes.Length < whole) return ReadStatus.NeedMore;
        ulong length = shortLength switch
        {
            Medium => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Long => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => shortLength,
        };
        bool shortest = shortLength switch { Medium => length >= Medium, Long => length > ushort.MaxValue, _ => true };
        if (!shortest || length > long.MaxValue)
        {
            error = FrameError.BadLength;
            return ReadStatus.Invalid;
        }

        header = new FrameHeader(final, opcode, (long)length, MemoryMarshal.Read<uint>(bytes[(whole - KeySize)..]));
        size = whole;
        return ReadStatus.Done;
    }

    /// <summary>Bytes of a server's header before a payload of this many.</summary>
    public static int ServerSize(int length) => length switch { < Medium => 2, <= ushort.MaxValue => 4, _ => MaxServerSize };

    /// <summary>Writes a server's header of an unfragmented message so that it ends where <paramref name="before"/> ends.</summary>
    public static void WriteServer(Span<byte> before, Opcode opcode, int length)
    {
        Span<byte> header = before[^ServerSize(length)..];
        header[0] = (byte)(FinalBit | (byte)opcode);
        switch (header.Length)
        {
            case 2:
                header[1] = (byte)length;
                break;
            case 4:
                header[1] = Medium;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
                break;
            default:
                header[1] = Long;
                BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)length);
                break;
        }
    }

    private static FrameError CheckFirst(byte first, bool final, Opcode opcode)
    {
        if ((first & ReservedBits) != 0) return FrameError.ReservedBit;
        bool known = opcode is Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong;
        if (!known) return FrameError.UnknownOpcode;
        return IsControlOpcode(opcode) && !final ? FrameError.FragmentedControl : FrameError.None;
    }

    private static bool IsControlOpcode(Opcode opcode) => (byte)opcode >= (byte)Opcode.Close;
}
