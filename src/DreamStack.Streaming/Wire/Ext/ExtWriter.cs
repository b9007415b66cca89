using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Ext;

/// <summary>Builds an EXT block in the caller's buffer; without an entry the block is empty and no flag is needed.</summary>
public ref struct ExtWriter(Span<byte> buffer)
{
    /// <summary>Bytes by which an <see cref="ExtTag.FullSeq"/> lengthens a block, its own length field included.</summary>
    public const int FullSeqLength = ExtBlock.PrefixSize + ExtBlock.EntryPrefixSize + sizeof(ulong);

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The block so far with its length in front; empty when nothing was added.</summary>
    public readonly ReadOnlySpan<byte> Block => _buffer[.._length];

    /// <summary>Adds a u32 value.</summary>
    public void Add(ExtTag tag, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(tag, sizeof(uint)), value);

    /// <summary>Adds a u64 value.</summary>
    public void Add(ExtTag tag, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(tag, sizeof(ulong)), value);

    /// <summary>Adds the entries of another block; nothing when it is empty.</summary>
    public void AddAll(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty) return;
        ReadOnlySpan<byte> entries = block[ExtBlock.PrefixSize..];
        if (_length == 0) _length = ExtBlock.PrefixSize;
        entries.CopyTo(_buffer[_length..]);
        _length += entries.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer, (ushort)(_length - ExtBlock.PrefixSize));
    }

    /// <summary>Adds raw bytes, at most 255.</summary>
    public void Add(ExtTag tag, ReadOnlySpan<byte> value) => value.CopyTo(Reserve(tag, value.Length));

    /// <summary>Adds <see cref="ExtTag.CausedBy"/>.</summary>
    public void AddCausedBy(uint viewer, uint input)
    {
        Span<byte> value = Reserve(ExtTag.CausedBy, 2 * sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(value, viewer);
        BinaryPrimitives.WriteUInt32LittleEndian(value[sizeof(uint)..], input);
    }

    private Span<byte> Reserve(ExtTag tag, int valueLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(valueLength, byte.MaxValue);
        if (_length == 0) _length = ExtBlock.PrefixSize;
        Span<byte> entry = _buffer.Slice(_length, ExtBlock.EntryPrefixSize + valueLength);
        entry[0] = (byte)tag;
        entry[1] = (byte)valueLength;
        _length += entry.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer, (ushort)(_length - ExtBlock.PrefixSize));
        return entry[ExtBlock.EntryPrefixSize..];
    }
}
