using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Streaming.Codec;

// The pixel masks of a whole group at once: 64 masks of 16 bits are two registers.
internal static unsafe class Vector512Masks
{
    public static bool IsSupported => Avx512Vbmi2.IsSupported && Avx512BW.IsSupported && Bmi2.X64.IsSupported;

    public static ulong Summarise(ulong* work, int* novelTotal)
    {
        var masks = (ushort*)work;
        var novels = masks + PixelFormat.GroupBlocks;
        Vector512<ushort> changed0 = ~Vector512.Load(masks), changed1 = ~Vector512.Load(masks + 32);
        // The word before each word; the first one has none.
        var shift = Vector512<ushort>.Indices - Vector512<ushort>.One;
        var before0 = Avx512BW.PermuteVar32x16(changed0, shift);
        var before1 = Avx512BW.PermuteVar32x16x2(changed1, shift & Vector512.Create((ushort)63), changed0);
        before0 = before0.WithElement(0, (ushort)0);
        var left0 = (changed0 << 1) | (before0 >> 15);
        var left1 = (changed1 << 1) | (before1 >> 15);
        var novel0 = Vector512.AndNot(changed0, Vector512.Load(novels) & left0);
        var novel1 = Vector512.AndNot(changed1, Vector512.Load(novels + 32) & left1);
        changed0.Store(masks);
        changed1.Store(masks + 32);
        novel0.Store(novels);
        novel1.Store(novels + 32);
        *novelTotal = Count((ulong*)novels);
        return ~EqualBits(changed0, changed1, Vector512<ushort>.Zero, Vector512<ushort>.Zero);
    }

    public static byte* Write(byte* p, ushort* changedMasks, ushort* novelMasks, ulong blocks)
    {
        Vector512<ushort> changed0 = Vector512.Load(changedMasks), changed1 = Vector512.Load(changedMasks + 32);
        Vector512<ushort> novel0 = Vector512.Load(novelMasks), novel1 = Vector512.Load(novelMasks + 32);
        var full = EqualBits(changed0, changed1, Vector512<ushort>.AllBitsSet, Vector512<ushort>.AllBitsSet);
        var none = EqualBits(novel0, novel1, Vector512<ushort>.Zero, Vector512<ushort>.Zero);
        var same = EqualBits(novel0, novel1, changed0, changed1);
        var writesChanged = blocks & ~full;
        var writesNovel = blocks & ~(full & none) & (full | ~same);

        var number = BitOperations.PopCount(blocks);
        PixelPlanes.Write(p, number, Bmi2.X64.ParallelBitExtract(writesChanged, blocks), Bmi2.X64.ParallelBitExtract(writesNovel, blocks));
        p += PixelPlanes.BytesFor(number);
        p = Compress(p, changed0, (uint)writesChanged);
        p = Compress(p, changed1, (uint)(writesChanged >> 32));
        p = Compress(p, novel0, (uint)writesNovel);
        return Compress(p, novel1, (uint)(writesNovel >> 32));
    }

    public static byte* Read(byte* p, ulong blocks, ushort* changedMasks, ushort* novelMasks, int* values)
    {
        var number = BitOperations.PopCount(blocks);
        var hasChanged = Bmi2.X64.ParallelBitDeposit(PixelPlanes.ReadChanged(p, number), blocks);
        var hasNovel = Bmi2.X64.ParallelBitDeposit(PixelPlanes.ReadNovel(p, number), blocks);
        if (!PixelPlanes.IsPaddedWithZeros(p, number))
            return null;

        p += PixelPlanes.BytesFor(number);
        Vector512<ushort> full0 = WordMask((uint)~hasChanged), full1 = WordMask((uint)(~hasChanged >> 32));
        var changed0 = Expand(&p, (uint)hasChanged) | full0;
        var changed1 = Expand(&p, (uint)(hasChanged >> 32)) | full1;
        var novel0 = Expand(&p, (uint)hasNovel);
        var novel1 = Expand(&p, (uint)(hasNovel >> 32));
        var literal = hasChanged & ~hasNovel;
        novel0 |= changed0 & WordMask((uint)literal);
        novel1 |= changed1 & WordMask((uint)(literal >> 32));
        changed0.Store(changedMasks);
        changed1.Store(changedMasks + 32);
        novel0.Store(novelMasks);
        novel1.Store(novelMasks + 32);

        var stray = Vector512.AndNot(novel0, changed0) | Vector512.AndNot(novel1, changed1);
        var empty = EqualBits(changed0, changed1, Vector512<ushort>.Zero, Vector512<ushort>.Zero);
        *values = Count((ulong*)novelMasks);
        return stray == Vector512<ushort>.Zero && empty == 0 ? p : null;
    }

    private static int Count(ulong* masks)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < PixelFormat.GroupBlocks / 4; i += 4)
        {
            even += BitOperations.PopCount(masks[i]) + BitOperations.PopCount(masks[i + 1]);
            odd += BitOperations.PopCount(masks[i + 2]) + BitOperations.PopCount(masks[i + 3]);
        }

        return even + odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EqualBits(Vector512<ushort> a0, Vector512<ushort> a1, Vector512<ushort> b0, Vector512<ushort> b1) =>
        Vector512.Equals(a0, b0).ExtractMostSignificantBits() | (Vector512.Equals(a1, b1).ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Compress(byte* p, Vector512<ushort> words, uint which)
    {
        Avx512Vbmi2.Compress(Vector512<ushort>.Zero, WordMask(which), words).Store((ushort*)p);
        return p + BitOperations.PopCount(which) * 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Expand(byte** p, uint which)
    {
        var words = Avx512Vbmi2.Expand(Vector512<ushort>.Zero, WordMask(which), Vector512.Load((ushort*)*p));
        *p += BitOperations.PopCount(which) * 2;
        return words;
    }

    // All ones in the lanes whose bit is set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> WordMask(uint which)
    {
        // Every 128-bit lane holds the 32 bits; the first half of the register tests the low 16, the second the high 16.
        var low = Vector128.Create((ushort)0x0100).AsByte();
        var high = Vector128.Create((ushort)0x0302).AsByte();
        var spread = Vector512.Create(Vector256.Create(low, low), Vector256.Create(high, high));
        var bits = Vector256.Create((ushort)1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        var lanes = Avx512BW.Shuffle(Vector512.Create(which).AsByte(), spread).AsUInt16();
        return ~Vector512.Equals(lanes & Vector512.Create(bits, bits), Vector512<ushort>.Zero);
    }
}
