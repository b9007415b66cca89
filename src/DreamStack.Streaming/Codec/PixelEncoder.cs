using System.Numerics;
using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// The encoder's frame: which segments a picture becomes. One walk over the groups of 1,024 pixels; what is wide runs in
// PixelKernels. Pointers, integers and static calls only, so that this can also become a wasm module without a runtime.
internal static unsafe class PixelEncoder
{
    private const int GroupWords = PixelFormat.GroupPixels / 64;

    // Changed bits, differs-from-left bits (which become the novel bits), and the emitted bits of each block.
    public const int WorkWords = GroupWords * 3;

    // previousStep is how far `previous` moves for each group: 0 codes every group against the same 1,024 pixels.
    // A value is current ^ flip ^ (previous & select): flip 0, select ~0 is op XOR; flip AlphaFlip, select 0 is op REPLACE.
    public static nint Encode(uint* current, uint* previous, nint previousStep, uint flip, uint select, nint pixels,
        byte* destination, ulong* work, PixelPath path)
    {
        var p = destination;
        byte* solid = null;
        uint solidValue = 0;
        nint skipped = 0, solidCount = 0;
        for (; pixels > 0; current += PixelFormat.GroupPixels, previous += previousStep, pixels -= PixelFormat.GroupPixels)
        {
            var count = (int)(pixels < PixelFormat.GroupPixels ? pixels : PixelFormat.GroupPixels);
            if (PixelKernels.Same(current, previous, count, path))
            {
                skipped++;
                continue;
            }

            if (skipped != 0)
            {
                p = WriteCounted(p, PixelFormat.SkipSegment << 6, skipped, PixelFormat.MaxInlineSkip, 0);
                skipped = 0;
                solid = null;
            }

            var features = PixelKernels.Scan(current, previous, flip, select, count, work, path);
            var width = WidthOf(features);
            int changedTotal = 0, novelTotal = 0;
            var blocks = Summarise(work, &changedTotal, &novelTotal);
            var bytes = BytesOf(width);
            if (changedTotal == count && novelTotal == 1)
            {
                var value = *current ^ flip ^ (*previous & select);
                solidCount = solid != null && value == solidValue ? solidCount + 1 : 1;
                solid = solidCount == 1 ? p : solid;
                solidValue = value;
                p = WriteCounted(solid, (PixelFormat.SolidSegment << 6) | width, solidCount, PixelFormat.MaxInlineSolid, 2);
                p = PixelKernels.WriteValue(p, value, width);
                continue;
            }

            solid = null;
            var atMost = PixelFormat.MaxBlocksHeader + BitOperations.PopCount(blocks) * 4 + novelTotal * bytes;
            if (atMost >= count * bytes)
            {
                *p++ = (byte)((PixelFormat.RawSegment << 6) | width);
                p = PixelKernels.PackAll(current, previous, flip, select, count, width, p, path);
                continue;
            }

            *p++ = (byte)((PixelFormat.BlocksSegment << 6) | width);
            p = WriteBlocks(p, work, blocks, count, bytes);
            p = PixelKernels.Pack(current, previous, flip, select, count, blocks, (ushort*)(work + GroupWords * 2), width, p, path);
        }

        return (nint)(p - destination);
    }

    // Turns differs-from-left into novel (changed, and not the value of a changed left neighbour); answers the changed blocks.
    private static ulong Summarise(ulong* work, int* changedTotal, int* novelTotal)
    {
        ulong carry = 0, blocks = 0;
        int changedCount = 0, novelCount = 0;
        for (var i = 0; i < GroupWords; i++)
        {
            var changed = work[i];
            var left = (changed << 1) | carry;
            carry = changed >> 63;
            var novel = changed & (work[GroupWords + i] | ~left);
            work[GroupWords + i] = novel;
            changedCount += BitOperations.PopCount(changed);
            novelCount += BitOperations.PopCount(novel);
            blocks |= NonZeroQuarters(changed) << (i * 4);
        }

        *changedTotal = changedCount;
        *novelTotal = novelCount;
        return blocks;
    }

    // Bit k is set when 16-bit quarter k is not zero. The product moves the four top bits side by side without a carry.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonZeroQuarters(ulong word)
    {
        const ulong low15 = 0x7FFF7FFF7FFF7FFF;
        var tops = (((word & low15) + low15) | word) & ~low15;
        return (tops >> 15) * 0x0001000200040008 >> 48 & 15;
    }

    // Byte map, block mask, kinds, pixel masks; leaves in `emit` which pixels of each block have a value.
    private static byte* WriteBlocks(byte* p, ulong* work, ulong blocks, int count, int bytes)
    {
        var changedMasks = (ushort*)work;
        var novelMasks = (ushort*)(work + GroupWords);
        var emit = (ushort*)(work + GroupWords * 2);
        var map = p++;
        var mapBits = 0;
        for (var i = 0; i < 8; i++)
        {
            var part = (byte)(blocks >> (i * 8));
            *p = part;
            var some = part != 0 ? 1 : 0;
            mapBits |= some << i;
            p += some;
        }

        *map = (byte)mapBits;
        var kinds = p;
        p += (BitOperations.PopCount(blocks) + 3) >> 2;
        uint kindBits = 0;
        var index = 0;
        for (var rest = blocks; rest != 0; rest &= rest - 1, index++)
        {
            var block = BitOperations.TrailingZeroCount(rest);
            uint changed = changedMasks[block], novel = novelMasks[block];
            var full = changed == FullMask(block, count) ? 1u : 0u;
            var none = novel == 0 ? 1u : 0u;
            var repeats = BitOperations.PopCount(changed) - BitOperations.PopCount(novel);
            var runs = repeats * bytes > 2 ? 1u : 0u;
            // Full: FullRuns 2 or Repeat 3. Otherwise: Literal 0 or Runs 1.
            var kind = (full << 1) | (full & none) | (~full & runs & 1);
            var writesNovel = (kind & 1) ^ (kind >> 1);
            *(ushort*)p = (ushort)changed;
            p += (full ^ 1) << 1;
            *(ushort*)p = (ushort)novel;
            p += writesNovel << 1;
            emit[block] = (ushort)(kind == PixelFormat.LiteralBlock ? changed : novel);
            kindBits = ((index & 3) == 0 ? 0 : kindBits) | (kind << ((index & 3) * 2));
            kinds[index >> 2] = (byte)kindBits;
        }

        return p;
    }

    // The pixels a block has: 16, or fewer in the last block of a picture.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FullMask(int block, int count)
    {
        var left = count - block * PixelFormat.BlockPixels;
        return left >= PixelFormat.BlockPixels ? 0xFFFF : (1u << left) - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesOf(int width) => width == PixelFormat.GreyWidth ? 1 : width + 2;

    // features: alpha bits of any value in the top byte, bits in which its colours differ in the low 16.
    private static int WidthOf(uint features) =>
        features >> 24 != 0 ? PixelFormat.FullWidth : (features & 0xFFFF) != 0 ? PixelFormat.ColourWidth : PixelFormat.GreyWidth;

    // n - 1 inside the first byte when it is below `most`; otherwise `most` there and the rest as LEB128.
    private static byte* WriteCounted(byte* p, int first, nint n, int most, int shift)
    {
        if (n - 1 < most)
        {
            *p++ = (byte)(first | ((int)(n - 1) << shift));
            return p;
        }

        *p++ = (byte)(first | (most << shift));
        var rest = (uint)(n - 1 - most);
        for (; rest >= 0x80; rest >>= 7)
            *p++ = (byte)(rest | 0x80);
        *p++ = (byte)rest;
        return p;
    }
}
