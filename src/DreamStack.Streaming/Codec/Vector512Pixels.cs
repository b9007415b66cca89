using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Streaming.Codec;

// A block is a register. Compress picks what is emitted; one byte permute narrows or widens values of any width; a
// changed pixel finds its value by counting the novel bits up to it.
internal static unsafe class Vector512Pixels
{
    private const ulong EveryNibble = 0x1111111111111111;

    // A group is a page, and the processor's own prefetch stops at a page's end: ask for the next one.
    private const int Ahead = PixelFormat.GroupPixels;
    private const int SparseBlocks = 24;

    private static readonly Vector512<byte> NarrowGrey = Narrowing(1);
    private static readonly Vector512<byte> NarrowColour = Narrowing(3);
    private static readonly Vector512<byte> WidenGrey = Widening(1);
    private static readonly Vector512<byte> WidenColour = Widening(3);

    public static bool IsSupported =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512Vbmi.IsSupported && Bmi2.X64.IsSupported;

    public static bool Same(uint* current, uint* previous)
    {
        for (var i = 0; i < PixelFormat.GroupPixels; i += 64)
        {
            for (var line = 0; line < 64; line += 16)
            {
                Sse.Prefetch0(current + i + line + Ahead);
                Sse.Prefetch0(previous + i + line + Ahead);
            }

            var any = (Vector512.Load(current + i) ^ Vector512.Load(previous + i)) |
                (Vector512.Load(current + i + 16) ^ Vector512.Load(previous + i + 16)) |
                (Vector512.Load(current + i + 32) ^ Vector512.Load(previous + i + 32)) |
                (Vector512.Load(current + i + 48) ^ Vector512.Load(previous + i + 48));
            if (any != Vector512<uint>.Zero)
                return false;
        }

        return true;
    }

    public static bool IsNoise(uint* current, uint* previous, uint flip, uint select)
    {
        Vector512<uint> now = Vector512.Load(current), before = Vector512.Load(previous);
        var value = now ^ Vector512.Create(flip) ^ (before & Vector512.Create(select));
        // The first pixel's left neighbour is in another block.
        var repeats = Vector512.Equals(value, Avx512F.AlignRight32(value, value, 15)).ExtractMostSignificantBits() & ~1UL;
        return (Vector512.Equals(now, before).ExtractMostSignificantBits() | repeats) == 0;
    }

    public static uint Scan(uint* current, uint* previous, uint flip, uint select, ulong* bits)
    {
        var flips = Vector512.Create(flip);
        var selects = Vector512.Create(select);
        var isXor = flip == 0 && select == uint.MaxValue;
        var last = Vector512<uint>.Zero;
        var features = Vector512<uint>.Zero;
        var equal = (ushort*)bits;
        var end = current + PixelFormat.GroupPixels;
        for (; current < end; current += 32, previous += 32, equal += 2)
        {
            Sse.Prefetch0(current + Ahead);
            Sse.Prefetch0(current + Ahead + 16);
            Sse.Prefetch0(previous + Ahead);
            Vector512<uint> now0 = Vector512.Load(current), before0 = Vector512.Load(previous);
            Vector512<uint> now1 = Vector512.Load(current + 16), before1 = Vector512.Load(previous + 16);
            Vector512<uint> value0 = now0 ^ before0, value1 = now1 ^ before1;
            equal[0] = (ushort)Vector512.Equals(value0, Vector512<uint>.Zero).ExtractMostSignificantBits();
            equal[1] = (ushort)Vector512.Equals(value1, Vector512<uint>.Zero).ExtractMostSignificantBits();
            if (!isXor)
            {
                value0 = now0 ^ flips ^ (before0 & selects);
                value1 = now1 ^ flips ^ (before1 & selects);
            }

            features |= value0 ^ (value0 >> 8);
            features |= value1 ^ (value1 >> 8);
            var repeats0 = Vector512.Equals(value0, Avx512F.AlignRight32(value0, last, 15));
            var repeats1 = Vector512.Equals(value1, Avx512F.AlignRight32(value1, value0, 15));
            last = value1;
            equal[PixelFormat.GroupBlocks] = (ushort)repeats0.ExtractMostSignificantBits();
            equal[PixelFormat.GroupBlocks + 1] = (ushort)repeats1.ExtractMostSignificantBits();
        }

        return Fold(features);
    }

    public static byte* Pack(uint* current, uint* previous, uint flip, uint select, ulong blocks, ushort* novel,
        int width, byte* p)
    {
        var flips = Vector512.Create(flip);
        var selects = Vector512.Create(select);
        var narrow = NarrowIndices(width);
        var bytes = PixelEncoder.BytesOf(width);
        // The half of the next group that Scan leaves: at once when there is little else to do, otherwise a line for each block.
        var next = previous + Ahead + 16;
        if (BitOperations.PopCount(blocks) < SparseBlocks)
        {
            for (var line = 0; line < PixelFormat.GroupPixels; line += 32)
                Sse.Prefetch0(next + line);
        }

        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            uint mask = novel[block];
            Sse.Prefetch0(next);
            next += 32;
            var value = Vector512.Load(current + block * 16) ^ flips ^ (Vector512.Load(previous + block * 16) & selects);
            var picked = Avx512F.Compress(Vector512<uint>.Zero, LaneMask(mask), value);
            Avx512Vbmi.PermuteVar64x8(picked.AsByte(), narrow).Store(p);
            p += BitOperations.PopCount(mask) * bytes;
        }

        return p;
    }

    public static byte* PackAll(uint* current, uint* previous, uint flip, uint select, int width, byte* p, uint* features)
    {
        var flips = Vector512.Create(flip);
        var selects = Vector512.Create(select);
        var narrow = NarrowIndices(width);
        var bytes = PixelEncoder.BytesOf(width) * 16;
        var all = Vector512<uint>.Zero;
        var end = current + PixelFormat.GroupPixels;
        for (; current < end; current += 16, previous += 16, p += bytes)
        {
            Sse.Prefetch0(current + Ahead);
            Sse.Prefetch0(previous + Ahead);
            Sse.Prefetch0(p + Ahead * 3);
            var value = Vector512.Load(current) ^ flips ^ (Vector512.Load(previous) & selects);
            all |= value ^ (value >> 8);
            Avx512Vbmi.PermuteVar64x8(value.AsByte(), narrow).Store(p);
        }

        *features = Fold(all);
        return p;
    }

    public static void Unpack(byte* source, uint* picture, uint flip, uint select, ulong blocks, ushort* changed,
        ushort* novel, int width)
    {
        var flips = Vector512.Create(flip);
        var selects = Vector512.Create(select);
        var widen = WidenIndices(width);
        var keep = Vector512.Create(width == PixelFormat.FullWidth ? uint.MaxValue : 0xFFFFFF);
        // Lane i takes the bits of the counts from 4 i on; the lane permute reads the low four of them.
        var nibbles = Vector512.Create(0u, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60).AsByte();
        var bytes = PixelEncoder.BytesOf(width);
        Prefetch(picture, blocks);
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            uint fresh = novel[block];
            Sse.Prefetch0(picture + block * 16 + Ahead);
            Vector512<uint> values;
            if (fresh == 0xFFFF)
            {
                values = Avx512Vbmi.PermuteVar64x8(Vector512.Load(source), widen).AsUInt32();
            }
            else
            {
                // Lane 0 is the value read last; nibble i counts the novel bits up to pixel i, which is its lane.
                var counts = Bmi2.X64.ParallelBitDeposit(fresh, EveryNibble) * EveryNibble;
                var lanes = Avx512Vbmi.MultiShift(nibbles, Vector512.Create(counts)).AsUInt32();
                values = Avx512Vbmi.PermuteVar64x8(Vector512.Load(source - bytes), widen).AsUInt32();
                values = Avx512F.PermuteVar16x32(values, lanes);
            }

            source += BitOperations.PopCount(fresh) * bytes;
            var pixels = picture + block * 16;
            var old = Vector512.Load(pixels);
            var next = (values & keep) ^ flips ^ (old & selects);
            Vector512.ConditionalSelect(LaneMask(changed[block]), next, old).Store(pixels);
        }
    }

    // In steps that end on the picture's cache lines: a store across two of them costs twice.
    public static void UnpackAll(byte* source, uint* picture, uint flip, uint select, int width)
    {
        var flips = Vector512.Create(flip);
        var selects = Vector512.Create(select);
        var widen = WidenIndices(width);
        var keep = Vector512.Create(width == PixelFormat.FullWidth ? uint.MaxValue : 0xFFFFFF);
        var bytes = PixelEncoder.BytesOf(width);
        var end = picture + PixelFormat.GroupPixels;
        var head = (int)(((64 - ((nuint)picture & 63)) & 63) >> 2);
        var before = Vector512.LessThan(Vector512<uint>.Indices, Vector512.Create((uint)head));
        var old = Vector512.Load(picture);
        var next = (Widen(source, widen) & keep) ^ flips ^ (old & selects);
        Vector512.ConditionalSelect(before, next, old).Store(picture);
        picture += head;
        source += head * bytes;
        for (; picture + 16 <= end; picture += 16, source += bytes * 16)
        {
            Sse.Prefetch0(picture + Ahead);
            Sse.Prefetch0(source + Ahead * 3);
            ((Widen(source, widen) & keep) ^ flips ^ (Vector512.Load(picture) & selects)).Store(picture);
        }

        // The last register ends with the group; what it shares with the one before stays.
        if (head == 0)
            return;
        picture = end - 16;
        source -= head * bytes;
        old = Vector512.Load(picture);
        next = (Widen(source, widen) & keep) ^ flips ^ (old & selects);
        Vector512.ConditionalSelect(before, old, next).Store(picture);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Widen(byte* source, Vector512<byte> widen) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.Load(source), widen).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> LaneMask(uint mask)
    {
        var bits = Vector512.Create(1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        return ~Vector512.Equals(Vector512.Create(mask) & bits, Vector512<uint>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> NarrowIndices(int width) =>
        width == PixelFormat.GreyWidth ? NarrowGrey : width == PixelFormat.ColourWidth ? NarrowColour : Vector512<byte>.Indices;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> WidenIndices(int width) =>
        width == PixelFormat.GreyWidth ? WidenGrey : width == PixelFormat.ColourWidth ? WidenColour : Vector512<byte>.Indices;

    // Byte i of a narrowed register is byte [i] of the wide one: what a width does not store drops out.
    private static Vector512<byte> Narrowing(int bytes) => Table(i => i / bytes * 4 + i % bytes);

    // The way back: grey repeats its byte, colour takes three and one more that the caller masks.
    private static Vector512<byte> Widening(int bytes) => Table(i => i / 4 * bytes + (bytes == 1 ? 0 : i % 4));

    private static Vector512<byte> Table(Func<int, int> entry)
    {
        var table = Vector512<byte>.Zero;
        for (var i = 0; i < Vector512<byte>.Count; i++)
            table = table.WithElement(i, (byte)(entry(i) & 63));
        return table;
    }

    // A sparse group's blocks are all asked for at once; in a dense one the blocks of the next group are likely the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(uint* picture, ulong blocks)
    {
        Sse.Prefetch0(picture + Ahead);
        if (BitOperations.PopCount(blocks) >= SparseBlocks)
            return;
        for (; blocks != 0; blocks &= blocks - 1)
            Sse.Prefetch0(picture + BitOperations.TrailingZeroCount(blocks) * 16);
    }

    private static uint Fold(Vector512<uint> all)
    {
        var half = all.GetLower() | all.GetUpper();
        var quarter = half.GetLower() | half.GetUpper();
        return quarter[0] | quarter[1] | quarter[2] | quarter[3];
    }
}
