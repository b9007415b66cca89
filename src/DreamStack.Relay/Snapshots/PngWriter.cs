using System.Buffers.Binary;
using System.IO.Compression;

namespace DreamStack.Relay.Snapshots;

/// <summary>Writes pictures as PNG (RFC 2083): eight bits a channel, RGBA, every row as its difference from the one above.</summary>
internal static class PngWriter
{
    private const int BytesPerPixel = 4;
    private const byte TruecolorAlpha = 6;
    private const byte FilterUp = 2;
    private static readonly uint[] s_crc = MakeTable();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Write(int width, int height, ReadOnlySpan<byte> rgba)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgba.Length, width * height * BytesPerPixel);
        using MemoryStream png = new();
        png.Write(Signature);
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], height);
        head[8] = 8;
        head[9] = TruecolorAlpha;
        // Compression, filter method and interlace: there is but one of the first two, and none of the third.
        head[10..].Clear();
        Chunk(png, "IHDR"u8, head);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true)) WriteRows(zlib, width * BytesPerPixel, rgba);
        Chunk(png, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(png, "IEND"u8, default);
        return png.ToArray();
    }

    private static void WriteRows(ZLibStream zlib, int stride, ReadOnlySpan<byte> rgba)
    {
        byte[] row = new byte[1 + stride];
        row[0] = FilterUp;
        ReadOnlySpan<byte> above = new byte[stride];
        for (int at = 0; at < rgba.Length; at += stride)
        {
            ReadOnlySpan<byte> here = rgba.Slice(at, stride);
            for (int i = 0; i < stride; i++) row[1 + i] = (byte)(here[i] - above[i]);
            zlib.Write(row);
            above = here;
        }
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes) crc = s_crc[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeTable()
    {
        const uint polynomial = 0xEDB88320;
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? polynomial ^ (value >> 1) : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
