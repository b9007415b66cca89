using System.Buffers.Binary;

namespace DreamStack.Relay.Tests.Framing;

/// <summary>Frames as a client sends them, right or wrong, written byte by byte and apart from the code under test.</summary>
internal static class ClientFrame
{
    public static byte[] Make(byte first, ReadOnlySpan<byte> payload, uint key = 0x12345678, bool masked = true, int lengthForm = 0)
    {
        List<byte> frame = [first];
        int form = lengthForm != 0 ? lengthForm : payload.Length < 126 ? 1 : payload.Length < 65536 ? 2 : 8;
        byte mask = (byte)(masked ? 0x80 : 0);
        byte[] number = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(number, (ulong)payload.Length);
        if (form == 1) frame.Add((byte)(mask | payload.Length));
        else frame.Add((byte)(mask | (form == 2 ? 126 : 127)));
        if (form > 1) frame.AddRange(number[^form..]);
        byte[] keys = [(byte)(key >> 24), (byte)(key >> 16), (byte)(key >> 8), (byte)key];
        if (masked) frame.AddRange(keys);
        for (int i = 0; i < payload.Length; i++) frame.Add((byte)(masked ? payload[i] ^ keys[i % 4] : payload[i]));
        return [.. frame];
    }

    /// <summary>A close frame's payload.</summary>
    public static byte[] Close(ushort code, string reason = "") =>
        [(byte)(code >> 8), (byte)code, .. System.Text.Encoding.UTF8.GetBytes(reason)];
}
