using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Ext;

/// <summary>One {tag, value} of an EXT block, borrowed from it.</summary>
public readonly ref struct ExtEntry(ExtTag tag, ReadOnlySpan<byte> value)
{
    private const int CriticalBit = 0x80;

    /// <summary>What the value says.</summary>
    public ExtTag Tag { get; } = tag;

    /// <summary>The value's bytes, at most 255.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>A reader that does not know the tag skips the whole message.</summary>
    public bool IsCritical => ((byte)Tag & CriticalBit) != 0;

    /// <summary>The value as one u32; false when it is not four bytes.</summary>
    public bool TryReadUInt32(out uint value) =>
        BinaryPrimitives.TryReadUInt32LittleEndian(Value, out value) && Value.Length == sizeof(uint);

    /// <summary>The value as one u64; false when it is not eight bytes.</summary>
    public bool TryReadUInt64(out ulong value) =>
        BinaryPrimitives.TryReadUInt64LittleEndian(Value, out value) && Value.Length == sizeof(ulong);

    /// <summary>The value of <see cref="ExtTag.CausedBy"/>; false when it is not two u32.</summary>
    public bool TryReadCausedBy(out uint viewer, out uint input)
    {
        input = 0;
        return BinaryPrimitives.TryReadUInt32LittleEndian(Value, out viewer)
            && BinaryPrimitives.TryReadUInt32LittleEndian(Value[sizeof(uint)..], out input)
            && Value.Length == 2 * sizeof(uint);
    }
}
