using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>A SignalTable body, borrowed: u16 stride, then records of that many bytes, each with its u16 key in front.</summary>
public readonly ref struct SignalTableFrame
{
    /// <summary>Bytes before the first record.</summary>
    public const int PrefixSize = sizeof(ushort);

    private const int KeySize = sizeof(ushort);

    private SignalTableFrame(int stride, ReadOnlySpan<byte> records)
    {
        Stride = stride;
        Records = records;
    }

    /// <summary>Bytes of one record, its key included.</summary>
    public int Stride { get; }

    /// <summary>The records, back to back.</summary>
    public ReadOnlySpan<byte> Records { get; }

    /// <summary>How many records there are.</summary>
    public int Count => Stride == 0 ? 0 : Records.Length / Stride;

    /// <summary>One record, its key included.</summary>
    public ReadOnlySpan<byte> this[int index] => Records.Slice(index * Stride, Stride);

    /// <summary>Reads a body; false when its stride has no room for a key or does not divide the records.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out SignalTableFrame table)
    {
        table = default;
        if (!BinaryPrimitives.TryReadUInt16LittleEndian(body, out ushort stride) || stride < KeySize) return false;
        ReadOnlySpan<byte> records = body[PrefixSize..];
        if (records.Length % stride != 0) return false;
        table = new SignalTableFrame(stride, records);
        return true;
    }

    /// <summary>The key of one record.</summary>
    public ushort KeyOf(int index) => BinaryPrimitives.ReadUInt16LittleEndian(this[index]);
}
