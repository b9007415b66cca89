using System.Numerics;
using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// The decoder's frame. The same walk runs twice: once only to judge every length, mask and count, once to apply. So bytes
// that are no delta leave the picture as it was, and the kernels need no bounds of their own.
internal static unsafe class PixelDecoder
{
    // The last bytes are read from a copy with padding behind it: a group's head may be read in full before it is judged.
    public const int TailBytes = PixelFormat.MaxGroupBytes + PixelFormat.Slack;
    public const int TailPadding = 384;

    // Changed masks, novel masks, then the changed blocks and the number of values.
    public const int WorkWords = 34;
    private const int NovelWord = 16;
    private const int BlocksWord = 32;
    private const int ValuesWord = 33;

    // Judges the coded bytes for a picture of `pixels` pixels; applies them only when `picture` is not null.
    public static bool Walk(byte* coded, nint length, byte* tail, nint tailLength, uint* picture, nint pixels, uint flip,
        uint select, ulong* work, PixelPath path)
    {
        nint at = 0;
        while (at < length)
        {
            if (pixels <= 0)
                return false;

            var remaining = length - at;
            var start = remaining <= tailLength ? tail + (tailLength - remaining) : coded + at;
            var p = start;
            int first = *p++;
            var width = first & 3;
            var count = (int)(pixels < PixelFormat.GroupPixels ? pixels : PixelFormat.GroupPixels);
            var kind = first >> 6;
            if (kind == PixelFormat.SkipSegment)
            {
                p = ReadCount(p, first & 63, PixelFormat.MaxInlineSkip, pixels, work);
                if (p == null || p - start > remaining)
                    return false;
                var skipped = (nint)work[0];
                Advance(&picture, &pixels, skipped < pixels ? skipped : pixels);
                at += (nint)(p - start);
                continue;
            }

            if (width > PixelFormat.FullWidth)
                return false;
            var bytes = PixelEncoder.BytesOf(width);
            if (kind == PixelFormat.SolidSegment)
            {
                p = ReadCount(p, (first >> 2) & 15, PixelFormat.MaxInlineSolid, pixels, work);
                if (p == null || p + bytes - start > remaining)
                    return false;
                var covered = (nint)work[0];
                covered = covered < pixels ? covered : pixels;
                if (picture != null)
                    PixelKernels.Fill(picture, flip, select, covered, PixelKernels.ReadValue(p, width), path);
                Advance(&picture, &pixels, covered);
                at += (nint)(p + bytes - start);
                continue;
            }

            if ((first & 0x3C) != 0)
                return false;
            nint size = 1 + count * bytes;
            if (kind == PixelFormat.BlocksSegment)
            {
                p = ReadBlocks(p, count, work);
                if (p == null)
                    return false;
                size = (nint)(p - start) + (nint)work[ValuesWord] * bytes;
            }

            if (size > remaining)
                return false;
            if (picture != null)
            {
                if (kind == PixelFormat.RawSegment)
                    PixelKernels.UnpackAll(p, picture, flip, select, count, width, path);
                else
                    PixelKernels.Unpack(p, picture, flip, select, count, work[BlocksWord], (ushort*)work,
                        (ushort*)(work + NovelWord), width, path);
            }

            Advance(&picture, &pixels, count);
            at += size;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Advance(uint** picture, nint* pixels, nint by)
    {
        if (*picture != null)
            *picture += by;
        *pixels -= by;
    }

    // Leaves the pixels that the counted groups cover in work[0] (the last group may be shorter); null when they are too many.
    private static byte* ReadCount(byte* p, int inline, int most, nint pixels, ulong* work)
    {
        var groups = (ulong)inline + 1;
        if (inline == most)
        {
            ulong rest = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (shift > 28)
                    return null;
                ulong part = *p++;
                rest |= (part & 0x7F) << shift;
                if (part < 0x80)
                    break;
            }

            groups += rest;
        }

        var available = ((ulong)pixels + PixelFormat.GroupPixels - 1) / PixelFormat.GroupPixels;
        work[0] = groups * PixelFormat.GroupPixels;
        return groups <= available ? p : null;
    }

    // Reads the masks of a group into `work`; null for a mask that names pixels or blocks the group does not have.
    private static byte* ReadBlocks(byte* p, int count, ulong* work)
    {
        var changedMasks = (ushort*)work;
        var novelMasks = (ushort*)(work + NovelWord);
        uint map = *p++;
        ulong blocks = 0;
        uint wrong = 0;
        for (var i = 0; i < 8; i++)
        {
            var some = (map >> i) & 1;
            ulong part = *p & (0u - some);
            wrong |= some & (part == 0 ? 1u : 0u);
            blocks |= part << (i * 8);
            p += some;
        }

        var groupBlocks = (count + PixelFormat.BlockPixels - 1) / PixelFormat.BlockPixels;
        if (blocks == 0 || wrong != 0 || (groupBlocks < 64 && blocks >> groupBlocks != 0))
            return null;

        var number = BitOperations.PopCount(blocks);
        var kinds = p;
        p += (number + 3) >> 2;
        if ((number & 3) != 0 && kinds[number >> 2] >> ((number & 3) * 2) != 0)
            return null;

        var values = 0;
        var index = 0;
        for (var rest = blocks; rest != 0; rest &= rest - 1, index++)
        {
            var block = BitOperations.TrailingZeroCount(rest);
            var kind = ((uint)kinds[index >> 2] >> ((index & 3) * 2)) & 3;
            var all = PixelEncoder.FullMask(block, count);
            var full = 0u - (kind >> 1);
            uint changed = (*(ushort*)p & ~full) | (all & full);
            p += 2 & (int)~full;
            var fromBytes = 0u - ((kind & 1) ^ (kind >> 1));
            uint novel = *(ushort*)p & fromBytes;
            p += (int)(fromBytes & 2);
            novel |= kind == PixelFormat.LiteralBlock ? changed : 0;
            wrong |= (changed & ~all) | (novel & ~changed);
            // A group's first changed pixel has nothing before it that it could repeat.
            wrong |= index == 0 ? (changed & (0 - changed) & ~novel) | (changed == 0 ? 1u : 0u) : 0;
            changedMasks[block] = (ushort)changed;
            novelMasks[block] = (ushort)novel;
            values += BitOperations.PopCount(novel);
        }

        work[BlocksWord] = blocks;
        work[ValuesWord] = (ulong)values;
        return wrong == 0 ? p : null;
    }
}
