using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Streaming.Codec;

// Eight pixels at a time. A lane permute takes the place of compress and expand, with lane numbers made four bits each by
// parallel bit extract and deposit.
internal static unsafe class Vector256Pixels
{
    private const uint EveryNibble = 0x11111111;
    private const int Ahead = PixelFormat.GroupPixels;

    public static bool IsSupported => Avx2.IsSupported && Bmi2.X64.IsSupported;

    private static Vector256<uint> NibbleShifts => Vector256.Create(0u, 4, 8, 12, 16, 20, 24, 28);

    public static bool Same(uint* current, uint* previous)
    {
        for (var i = 0; i < PixelFormat.GroupPixels; i += 32)
        {
            for (var line = 0; line < 32; line += 16)
            {
                Sse.Prefetch0(current + i + line + Ahead);
                Sse.Prefetch0(previous + i + line + Ahead);
            }

            var any = (Vector256.Load(current + i) ^ Vector256.Load(previous + i)) |
                (Vector256.Load(current + i + 8) ^ Vector256.Load(previous + i + 8)) |
                (Vector256.Load(current + i + 16) ^ Vector256.Load(previous + i + 16)) |
                (Vector256.Load(current + i + 24) ^ Vector256.Load(previous + i + 24));
            if (any != Vector256<uint>.Zero)
                return false;
        }

        return true;
    }

    public static uint Scan(uint* current, uint* previous, uint flip, uint select, ulong* bits)
    {
        var flips = Vector256.Create(flip);
        var selects = Vector256.Create(select);
        var rotation = Vector256.Create(7u, 0, 1, 2, 3, 4, 5, 6);
        var features = Vector256<uint>.Zero;
        var last = Vector256<uint>.Zero;
        var equal = (byte*)bits;
        var end = current + PixelFormat.GroupPixels;
        for (; current < end; current += 8, previous += 8, equal++)
        {
            Sse.Prefetch0(current + Ahead);
            Sse.Prefetch0(previous + Ahead);
            var now = Vector256.Load(current);
            var before = Vector256.Load(previous);
            var value = now ^ flips ^ (before & selects);
            var turned = Avx2.PermuteVar8x32(value, rotation);
            var left = Avx2.Blend(turned, last, 1);
            last = turned;
            features |= value ^ (value >> 8);
            equal[0] = (byte)Vector256.Equals(now, before).ExtractMostSignificantBits();
            equal[PixelFormat.GroupPixels / 8] = (byte)Vector256.Equals(value, left).ExtractMostSignificantBits();
        }

        return Fold(features);
    }

    public static byte* Pack(uint* current, uint* previous, uint flip, uint select, ulong blocks, ushort* novel, int width, byte* p)
    {
        var flips = Vector256.Create(flip);
        var selects = Vector256.Create(select);
        var narrow = Vector128Pixels.NarrowIndices(width);
        var bytes = PixelEncoder.BytesOf(width);
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            uint mask = novel[block];
            for (var i = block * 16; mask != 0; i += 8, mask >>= 8)
            {
                var value = Vector256.Load(current + i) ^ flips ^ (Vector256.Load(previous + i) & selects);
                var lanes = Bmi2.ParallelBitExtract(0x76543210, Bmi2.ParallelBitDeposit(mask & 255, EveryNibble) * 15);
                Store(Avx2.PermuteVar8x32(value, Lanes(lanes)), narrow, bytes, p);
                p += BitOperations.PopCount(mask & 255) * bytes;
            }
        }

        return p;
    }

    public static byte* PackAll(uint* current, uint* previous, uint flip, uint select, int width, byte* p, uint* features)
    {
        var flips = Vector256.Create(flip);
        var selects = Vector256.Create(select);
        var narrow = Vector128Pixels.NarrowIndices(width);
        var bytes = PixelEncoder.BytesOf(width);
        var all = Vector256<uint>.Zero;
        var end = current + PixelFormat.GroupPixels;
        for (; current < end; current += 8, previous += 8, p += bytes * 8)
        {
            Sse.Prefetch0(current + Ahead);
            Sse.Prefetch0(previous + Ahead);
            var value = Vector256.Load(current) ^ flips ^ (Vector256.Load(previous) & selects);
            all |= value ^ (value >> 8);
            Store(value, narrow, bytes, p);
        }

        *features = Fold(all);
        return p;
    }

    public static void Unpack(byte* source, uint* picture, uint flip, uint select, ulong blocks, ushort* changed, ushort* novel, int width)
    {
        var flips = Vector256.Create(flip);
        var selects = Vector256.Create(select);
        var widen = Vector128Pixels.WidenIndices(width);
        var bits = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        var bytes = PixelEncoder.BytesOf(width);
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            uint rest = changed[block], fresh = novel[block];
            Sse.Prefetch0(picture + block * 16 + Ahead);
            for (var pixels = picture + block * 16; rest != 0; pixels += 8, rest >>= 8, fresh >>= 8)
            {
                var part = fresh & 255;
                var counts = Bmi2.ParallelBitDeposit(part, EveryNibble) * EveryNibble;
                // Lane 0 is the value read last, and a lane number has three bits: eight new values start at lane 1 without it.
                var values = part == 255
                    ? Load(source, widen, bytes)
                    : Avx2.PermuteVar8x32(Load(source - bytes, widen, bytes), Lanes(counts));
                source += BitOperations.PopCount(part) * bytes;
                var old = Vector256.Load(pixels);
                var mask = Vector256.Equals(Vector256.Create(rest) & bits, bits);
                Vector256.ConditionalSelect(mask, values ^ flips ^ (old & selects), old).Store(pixels);
            }
        }
    }

    public static void UnpackAll(byte* source, uint* picture, uint flip, uint select, int width)
    {
        var flips = Vector256.Create(flip);
        var selects = Vector256.Create(select);
        var widen = Vector128Pixels.WidenIndices(width);
        var bytes = PixelEncoder.BytesOf(width);
        for (var i = 0; i < PixelFormat.GroupPixels; i += 8, source += bytes * 8)
        {
            Sse.Prefetch0(picture + i + Ahead);
            (Load(source, widen, bytes) ^ flips ^ (Vector256.Load(picture + i) & selects)).Store(picture + i);
        }
    }

    private static uint Fold(Vector256<uint> all)
    {
        var half = all.GetLower() | all.GetUpper();
        return half[0] | half[1] | half[2] | half[3];
    }

    // Lane i of the permute is nibble i.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Lanes(uint nibbles) => Avx2.ShiftRightLogicalVariable(Vector256.Create(nibbles), NibbleShifts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<uint> values, Vector128<byte> narrow, int bytes, byte* p)
    {
        Ssse3.Shuffle(values.GetLower().AsByte(), narrow).Store(p);
        Ssse3.Shuffle(values.GetUpper().AsByte(), narrow).Store(p + bytes * 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Load(byte* source, Vector128<byte> widen, int bytes) => Vector256.Create(
        Ssse3.Shuffle(Vector128.Load(source), widen),
        Ssse3.Shuffle(Vector128.Load(source + bytes * 4), widen)).AsUInt32();
}
