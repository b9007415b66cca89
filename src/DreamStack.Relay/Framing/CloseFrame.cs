using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace DreamStack.Relay.Framing;

/// <summary>The payload of a close frame (RFC 6455, 5.5.1): a code and a reason, or nothing.</summary>
internal static class CloseFrame
{
    /// <summary>Bytes of a reason at most: a control frame's room less the code.</summary>
    public const int MaxReason = FrameHeader.MaxControlLength - sizeof(ushort);

    private const ushort FirstCode = 1000;
    private const ushort FirstOfLibraries = 3000;
    private const ushort LastCode = 4999;

    /// <summary>What is wrong with a close frame that a peer sent.</summary>
    public static FrameError Check(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return FrameError.None;
        if (payload.Length < sizeof(ushort) || !MaySend(BinaryPrimitives.ReadUInt16BigEndian(payload))) return FrameError.BadClose;
        return Utf8.IsValid(payload[sizeof(ushort)..]) ? FrameError.None : FrameError.BadUtf8;
    }

    /// <summary>Writes a code and as much of a reason as fits, whole characters only; answers the length.</summary>
    public static int Write(Span<byte> payload, ushort code, string reason)
    {
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Encoder encoder = Encoding.UTF8.GetEncoder();
        encoder.Convert(reason, payload.Slice(sizeof(ushort), MaxReason), flush: true, out _, out int written, out _);
        return sizeof(ushort) + written;
    }

    /// <summary>The code in a checked payload; null when it has none.</summary>
    public static ushort? CodeOf(ReadOnlySpan<byte> payload) =>
        payload.Length < sizeof(ushort) ? null : BinaryPrimitives.ReadUInt16BigEndian(payload);

    /// <summary>Writes the answer to a close frame with this code; answers the length.</summary>
    public static int Echo(Span<byte> payload, ushort? code)
    {
        if (code is not { } theirs) return 0;
        BinaryPrimitives.WriteUInt16BigEndian(payload, theirs);
        return sizeof(ushort);
    }

    // 7.4.1 and 7.4.2, and what the registry of the IANA has added since: 1004 to 1006 and 1015 never travel.
    private static bool MaySend(ushort code) =>
        code is (>= FirstCode and <= 1003) or (>= 1007 and <= 1014) or (>= FirstOfLibraries and <= LastCode);
}
