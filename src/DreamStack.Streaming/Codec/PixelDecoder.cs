using System.Numerics;

namespace DreamStack.Streaming.Codec;

// The decoder's frame: a walk over the segments that judges every length, mask and count of a segment before it is applied,
// so that the kernels need no bounds of their own.
internal static unsafe class PixelDecoder
{
    // The last bytes are read from a copy with padding behind it: a group's head may be read in full before it is judged.
    public const int TailBytes = PixelFormat.MaxGroupBytes + PixelFormat.Slack;
    public const int TailPadding = 384;

    // The changed masks of a group, then its novel masks.
    public const int WorkWords = NovelWord * 2;
    private const int NovelWord = PixelFormat.GroupPixels / 64;

    // Applies segment after segment up to `stop`, or only judges them when `picture` is null. Answers the bytes walked: all of
    // them, or up to the first segment that no encoder writes. Each group that a segment touches gets `mark`, where there are `marks`.
    public static nint Walk(byte* coded, nint length, nint stop, byte* tail, nint tailLength, uint* picture, nint pixels, uint flip,
        uint select, ulong* work, PixelPath path, long* marks, long mark)
    {
        nint at = 0;
        nint done = 0;
        while (at < stop && done < pixels)
        {
            var remaining = length - at;
            var left = pixels - done;
            var start = remaining <= tailLength ? tail + (tailLength - remaining) : coded + at;
            var target = picture == null ? null : picture + done;
            var p = start;
            int first = *p++;
            var kind = first >> 6;
            var width = first & 3;
            var bytes = PixelEncoder.BytesOf(width);
            nint covered;
            if (kind == PixelFormat.SkipSegment)
            {
                p = ReadCount(p, first & 63, PixelFormat.MaxInlineSkip, left, &covered);
                if (p == null || p - start > remaining)
                    return at;
            }
            else if (width > PixelFormat.FullWidth)
            {
                return at;
            }
            else if (kind == PixelFormat.SolidSegment)
            {
                p = ReadCount(p, (first >> 2) & 15, PixelFormat.MaxInlineSolid, left, &covered);
                if (p == null || p + bytes - start > remaining)
                    return at;
                if (target != null)
                    PixelKernels.Fill(target, flip, select, covered, PixelKernels.ReadValue(p, width), path);
                p += bytes;
            }
            else if ((first & 0x3C) != 0)
            {
                return at;
            }
            else
            {
                covered = left < PixelFormat.GroupPixels ? left : PixelFormat.GroupPixels;
                p = kind == PixelFormat.RawSegment
                    ? ReadRaw(p, start + remaining, target, flip, select, (int)covered, width, path)
                    : ReadBlocks(p, start + remaining, target, flip, select, (int)covered, width, work, path);
                if (p == null)
                    return at;
            }

            if (marks != null && kind != PixelFormat.SkipSegment)
            {
                for (var group = done / PixelFormat.GroupPixels; group * PixelFormat.GroupPixels < done + covered; group++)
                    marks[group] = mark;
            }

            at += (nint)(p - start);
            done += covered;
        }

        return at;
    }

    // Answers behind the count, which stands for so many pixels (the last group may be shorter); null when there are not so many.
    private static byte* ReadCount(byte* p, int inline, int most, nint pixels, nint* covered)
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
        *covered = groups < available ? (nint)groups * PixelFormat.GroupPixels : pixels;
        return groups <= available ? p : null;
    }

    private static byte* ReadRaw(byte* p, byte* end, uint* target, uint flip, uint select, int count, int width, PixelPath path)
    {
        nint size = count * PixelEncoder.BytesOf(width);
        if (end - p < size)
            return null;
        if (target != null)
            PixelKernels.UnpackAll(p, target, flip, select, count, width, path);
        return p + size;
    }

    private static byte* ReadBlocks(byte* p, byte* end, uint* target, uint flip, uint select, int count, int width, ulong* work, PixelPath path)
    {
        var changed = (ushort*)work;
        var novel = (ushort*)(work + NovelWord);
        ulong blocks;
        p = BlockMask.Read(p, &blocks, path);
        var groupBlocks = (count + PixelFormat.BlockPixels - 1) / PixelFormat.BlockPixels;
        if (p == null || (groupBlocks < PixelFormat.GroupBlocks && blocks >> groupBlocks != 0))
            return null;

        int values;
        p = PixelKernels.ReadMasks(p, blocks, count, changed, novel, &values, path);
        if (p == null || end - p < (nint)values * PixelEncoder.BytesOf(width))
            return null;

        // A group's first changed pixel has nothing before it that it could repeat.
        var lead = BitOperations.TrailingZeroCount(blocks);
        uint leading = changed[lead];
        if ((leading & (0 - leading) & novel[lead]) == 0)
            return null;
        if (target != null)
            PixelKernels.Unpack(p, target, flip, select, count, blocks, changed, novel, width, path);
        return p + (nint)values * PixelEncoder.BytesOf(width);
    }
}
