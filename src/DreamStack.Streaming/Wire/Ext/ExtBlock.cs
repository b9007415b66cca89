using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Ext;

/// <summary>The EXT block at the front of a payload: u16 length, then entries of tag u8, len u8, value.</summary>
public readonly ref struct ExtBlock
{
    internal const int PrefixSize = 2;
    internal const int EntryPrefixSize = 2;
    private readonly ReadOnlySpan<byte> _entries;

    private ExtBlock(ReadOnlySpan<byte> entries) => _entries = entries;

    /// <summary>Bytes of the block with its length, 0 when there is none.</summary>
    public int Length => _entries.IsEmpty ? 0 : PrefixSize + _entries.Length;

    /// <summary>Splits a payload into its EXT block and the rest; false when the block does not fit.</summary>
    public static bool TrySplit(
        scoped in MessageHeader header, ReadOnlySpan<byte> payload, out ExtBlock ext, out ReadOnlySpan<byte> body)
    {
        ext = default;
        body = payload;
        if (!header.HasExt) return true;
        if (!BinaryPrimitives.TryReadUInt16LittleEndian(payload, out ushort length)) return false;
        if (length > WireLimits.MaxExtLength || length > payload.Length - PrefixSize) return false;

        ext = new ExtBlock(payload.Slice(PrefixSize, length));
        body = payload[(PrefixSize + length)..];
        return ext.IsWhole();
    }

    /// <summary>Walks the entries in order.</summary>
    public Enumerator GetEnumerator() => new(_entries);

    /// <summary>The first entry with this tag.</summary>
    public bool TryFind(ExtTag tag, out ExtEntry entry)
    {
        foreach (ExtEntry candidate in this)
        {
            if (candidate.Tag != tag) continue;
            entry = candidate;
            return true;
        }

        entry = default;
        return false;
    }

    private bool IsWhole()
    {
        ReadOnlySpan<byte> rest = _entries;
        while (!rest.IsEmpty)
        {
            if (rest.Length < EntryPrefixSize || rest.Length - EntryPrefixSize < rest[1]) return false;
            rest = rest[(EntryPrefixSize + rest[1])..];
        }

        return true;
    }

    /// <summary>Walks a block whose entries were checked when it was split.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> entries)
    {
        private ReadOnlySpan<byte> _rest = entries;

        /// <summary>The entry the walk stands on.</summary>
        public ExtEntry Current { get; private set; }

        /// <summary>Steps to the next entry; false after the last.</summary>
        public bool MoveNext()
        {
            if (_rest.IsEmpty) return false;
            int length = _rest[1];
            Current = new ExtEntry((ExtTag)_rest[0], _rest.Slice(EntryPrefixSize, length));
            _rest = _rest[(EntryPrefixSize + length)..];
            return true;
        }
    }
}
