using System.Numerics;
using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// The encoder's frame: which segments a picture becomes. One walk over the groups of 1,024 pixels; what is wide runs in
// PixelKernels. Pointers, integers and static calls only, so that this can also become a wasm module without a runtime.
internal static unsafe class PixelEncoder
{
    private const int GroupWords = PixelFormat.GroupPixels / 64;

    // The changed masks of a group, then its novel masks.
    public const int WorkWords = GroupWords * 2;

    // previousStep is how far `previous` moves for each group: 0 codes every group against the same 1,024 pixels.
    // A value is current ^ flip ^ (previous & select): flip 0, select ~0 is op XOR; flip AlphaFlip, select 0 is op REPLACE.
    public static nint Encode(uint* current, uint* previous, nint previousStep, uint flip, uint select, nint pixels,
        byte* destination, ulong* work, PixelPath path)
    {
        var p = destination;
        byte* solid = null;
        uint solidValue = 0;
        nint skipped = 0, solidCount = 0;
        var rawWidth = PixelFormat.ColourWidth;
        var wasSame = true;
        ushort* changed = (ushort*)work, novel = (ushort*)(work + GroupWords);
        for (; pixels > 0; current += PixelFormat.GroupPixels, previous += previousStep, pixels -= PixelFormat.GroupPixels)
        {
            var count = (int)(pixels < PixelFormat.GroupPixels ? pixels : PixelFormat.GroupPixels);
            // Behind a group that changed the next one likely changed too, and its scan tells as well.
            if (wasSame && PixelKernels.Same(current, previous, count, path))
            {
                skipped++;
                continue;
            }

            var isNoise = PixelKernels.IsNoise(current, previous, flip, select, count, path);
            uint features = 0;
            ulong blocks = 1;
            var novelTotal = 0;
            if (!isNoise)
            {
                features = PixelKernels.Scan(current, previous, flip, select, count, work, path);
                blocks = PixelKernels.Summarise(work, &novelTotal, count, path);
            }

            wasSame = blocks == 0;
            if (wasSame)
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

            if (isNoise)
            {
                p = WriteRaw(current, previous, flip, select, count, &rawWidth, p, path);
                solid = null;
                continue;
            }

            var width = WidthOf(features);
            if (novelTotal == 1 && AreAll(work, count))
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
            var bytes = BytesOf(width);
            if (PixelFormat.MaxBlocksHeader + BitOperations.PopCount(blocks) * 4 + novelTotal * bytes >= count * bytes)
            {
                p = WriteRaw(current, previous, flip, select, count, &rawWidth, p, path);
                continue;
            }

            *p++ = (byte)((PixelFormat.BlocksSegment << 6) | width);
            p = BlockMask.Write(p, blocks, path);
            p = PixelKernels.WriteMasks(p, changed, novel, blocks, count, path);
            p = PixelKernels.Pack(current, previous, flip, select, count, blocks, novel, width, p, path);
        }

        return (nint)(p - destination);
    }

    // Packs in the width of the raw group before, and once more where this one's values ask for another.
    private static byte* WriteRaw(uint* current, uint* previous, uint flip, uint select, int count, int* width, byte* p, PixelPath path)
    {
        while (true)
        {
            uint features = 0;
            *p = (byte)((PixelFormat.RawSegment << 6) | *width);
            var end = PixelKernels.PackAll(current, previous, flip, select, count, *width, p + 1, &features, path);
            var fitting = WidthOf(features);
            if (fitting == *width)
                return end;
            *width = fitting;
        }
    }

    private static bool AreAll(ulong* changed, int count)
    {
        var total = 0;
        for (var i = 0; i < GroupWords; i++)
            total += BitOperations.PopCount(changed[i]);
        return total == count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesOf(int width) => width == PixelFormat.GreyWidth ? 1 : width + 2;

    // features: what any value has in alpha in the top byte, where its colours differ in the low 16 bits.
    private static int WidthOf(uint features) =>
        features >> 24 != 0 ? PixelFormat.FullWidth : (features & 0xFFFF) != 0 ? PixelFormat.ColourWidth : PixelFormat.GreyWidth;

    public static byte* WriteSkip(byte* p, nint groups) => WriteCounted(p, PixelFormat.SkipSegment << 6, groups, PixelFormat.MaxInlineSkip, 0);

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
