using System.Numerics;

namespace DreamStack.Streaming.Codec;

// The pixel masks of a group, one block after the other.
internal static unsafe class ScalarMasks
{
    public static ulong Summarise(ulong* work, int* novelTotal)
    {
        ulong carry = 0, blocks = 0;
        var total = 0;
        for (var i = 0; i < PixelFormat.GroupPixels / 64; i++)
        {
            var changed = ~work[i];
            var left = (changed << 1) | carry;
            carry = changed >> 63;
            var novel = changed & ~(work[PixelFormat.GroupPixels / 64 + i] & left);
            work[i] = changed;
            work[PixelFormat.GroupPixels / 64 + i] = novel;
            total += BitOperations.PopCount(novel);
            blocks |= NonZeroQuarters(changed) << (i * 4);
        }

        *novelTotal = total;
        return blocks;
    }

    public static byte* Write(byte* p, ushort* changedMasks, ushort* novelMasks, ulong blocks, int count)
    {
        ulong changedPlane = 0, novelPlane = 0;
        var number = 0;
        for (var rest = blocks; rest != 0; rest &= rest - 1, number++)
        {
            var block = BitOperations.TrailingZeroCount(rest);
            uint changed = changedMasks[block], novel = novelMasks[block];
            var full = changed == PixelPlanes.FullMask(block, count);
            changedPlane |= (full ? 0UL : 1UL) << number;
            novelPlane |= (novel != (full ? 0 : changed) ? 1UL : 0UL) << number;
        }

        // What the planes write too much is written over.
        PixelPlanes.Write(p, number, changedPlane, novelPlane);
        p += PixelPlanes.BytesFor(number);
        p = WriteNamed((ushort*)p, changedMasks, blocks, changedPlane);
        return WriteNamed((ushort*)p, novelMasks, blocks, novelPlane);
    }

    public static byte* Read(byte* p, ulong blocks, int count, ushort* changedMasks, ushort* novelMasks, int* values)
    {
        var number = BitOperations.PopCount(blocks);
        var changedPlane = PixelPlanes.ReadChanged(p, number);
        var novelPlane = PixelPlanes.ReadNovel(p, number);
        if (!PixelPlanes.IsPaddedWithZeros(p, number))
            return null;

        var changedAt = (ushort*)(p + PixelPlanes.BytesFor(number));
        var novelAt = changedAt + BitOperations.PopCount(changedPlane);
        uint wrong = 0;
        var total = 0;
        for (var rest = blocks; rest != 0; rest &= rest - 1, changedPlane >>= 1, novelPlane >>= 1)
        {
            var block = BitOperations.TrailingZeroCount(rest);
            var all = PixelPlanes.FullMask(block, count);
            var hasChanged = (uint)changedPlane & 1;
            var hasNovel = (uint)novelPlane & 1;
            var changed = (*changedAt & (0 - hasChanged)) | (all & (hasChanged - 1));
            // Without a mask of its own, a part block has a value for each changed pixel and a full block has none.
            var novel = (*novelAt & (0 - hasNovel)) | (changed & (hasNovel - 1) & (0 - hasChanged));
            changedAt += hasChanged;
            novelAt += hasNovel;
            wrong |= (changed & ~all) | (novel & ~changed) | (changed == 0 ? 1u : 0u);
            changedMasks[block] = (ushort)changed;
            novelMasks[block] = (ushort)novel;
            total += BitOperations.PopCount(novel);
        }

        *values = total;
        return wrong == 0 ? (byte*)novelAt : null;
    }

    // A mask that the plane does not name is written too, and the next one over it: cheaper than a branch nobody can foresee.
    private static byte* WriteNamed(ushort* p, ushort* masks, ulong blocks, ulong plane)
    {
        for (; blocks != 0; blocks &= blocks - 1, plane >>= 1)
        {
            *p = masks[BitOperations.TrailingZeroCount(blocks)];
            p += plane & 1;
        }

        return (byte*)p;
    }

    // Bit k is set when 16-bit quarter k is not zero. The product moves the four top bits side by side without a carry.
    private static ulong NonZeroQuarters(ulong word)
    {
        const ulong low15 = 0x7FFF7FFF7FFF7FFF;
        var tops = (((word & low15) + low15) | word) & ~low15;
        return (tops >> 15) * 0x0001000200040008 >> 48 & 15;
    }
}
