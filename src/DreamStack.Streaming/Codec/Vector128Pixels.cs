using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Streaming.Codec;

// What every machine with SIMD has, WebAssembly among them: four pixels at a time where all of a block changed, one after
// the other where some did. Static calls over pointers, integers and Vector128 only.
internal static unsafe class Vector128Pixels
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static bool Same(uint* current, uint* previous)
    {
        for (var i = 0; i < PixelFormat.GroupPixels; i += 16)
        {
            var any = (Vector128.Load(current + i) ^ Vector128.Load(previous + i)) |
                (Vector128.Load(current + i + 4) ^ Vector128.Load(previous + i + 4)) |
                (Vector128.Load(current + i + 8) ^ Vector128.Load(previous + i + 8)) |
                (Vector128.Load(current + i + 12) ^ Vector128.Load(previous + i + 12));
            if (any != Vector128<uint>.Zero)
                return false;
        }

        return true;
    }

    // Whether all of a block changed and no pixel has the value of the one to its left.
    public static bool IsNoise(uint* current, uint* previous, uint flip, uint select)
    {
        var flips = Vector128.Create(flip);
        var selects = Vector128.Create(select);
        // The first lane's left neighbour is in another block, or in the four pixels before.
        var last = Vector128<uint>.Zero;
        var lead = Vector128.Create(uint.MaxValue, 0, 0, 0);
        var equal = Vector128<uint>.Zero;
        for (var i = 0; i < PixelFormat.BlockPixels; i += 4)
        {
            var now = Vector128.Load(current + i);
            var before = Vector128.Load(previous + i);
            var value = now ^ flips ^ (before & selects);
            var turned = Vector128.Shuffle(value, Vector128.Create(3u, 0, 1, 2));
            var repeats = Vector128.Equals(value, turned ^ ((turned ^ last) & lead));
            equal |= Vector128.Equals(now, before) | (i == 0 ? Vector128.AndNot(repeats, lead) : repeats);
            last = turned;
        }

        return equal == Vector128<uint>.Zero;
    }

    public static uint Scan(uint* current, uint* previous, uint flip, uint select, ulong* bits)
    {
        var flips = Vector128.Create(flip);
        var selects = Vector128.Create(select);
        var features = Vector128<uint>.Zero;
        var lead = Vector128.Create(uint.MaxValue, 0, 0, 0);
        var last = Vector128<uint>.Zero;
        var equal = (ushort*)bits;
        for (var block = 0; block < PixelFormat.GroupBlocks; block++)
        {
            uint unchanged = 0, repeats = 0;
            for (var i = 0; i < PixelFormat.BlockPixels; i += 4)
            {
                var now = Vector128.Load(current + i);
                var before = Vector128.Load(previous + i);
                var value = now ^ flips ^ (before & selects);
                var turned = Vector128.Shuffle(value, Vector128.Create(3u, 0, 1, 2));
                var left = turned ^ ((turned ^ last) & lead);
                last = turned;
                features |= value ^ (value >> 8);
                unchanged |= Vector128.Equals(now, before).ExtractMostSignificantBits() << i;
                repeats |= Vector128.Equals(value, left).ExtractMostSignificantBits() << i;
            }

            equal[block] = (ushort)unchanged;
            equal[block + PixelFormat.GroupBlocks] = (ushort)repeats;
            current += PixelFormat.BlockPixels;
            previous += PixelFormat.BlockPixels;
        }

        return features[0] | features[1] | features[2] | features[3];
    }

    public static byte* Pack(uint* current, uint* previous, uint flip, uint select, ulong blocks, ushort* novel, int width, byte* p)
    {
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            uint mask = novel[block];
            var now = current + block * PixelFormat.BlockPixels;
            var before = previous + block * PixelFormat.BlockPixels;
            if (mask == 0xFFFF)
            {
                uint features;
                p = PackRun(now, before, flip, select, PixelFormat.BlockPixels, width, p, &features);
                continue;
            }

            for (; mask != 0; mask &= mask - 1)
            {
                var i = BitOperations.TrailingZeroCount(mask);
                p = PixelKernels.WriteValue(p, now[i] ^ flip ^ (before[i] & select), width);
            }
        }

        return p;
    }

    public static byte* PackAll(uint* current, uint* previous, uint flip, uint select, int width, byte* p, uint* features) =>
        PackRun(current, previous, flip, select, PixelFormat.GroupPixels, width, p, features);

    public static void Unpack(byte* source, uint* picture, uint flip, uint select, ulong blocks, ushort* changed, ushort* novel, int width)
    {
        var bytes = PixelEncoder.BytesOf(width);
        uint value = 0;
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            var pixels = picture + block * PixelFormat.BlockPixels;
            uint fresh = novel[block], rest = changed[block];
            if (fresh == 0xFFFF)
            {
                UnpackRun(source, pixels, flip, select, PixelFormat.BlockPixels, width);
                source += PixelFormat.BlockPixels * bytes;
                value = PixelKernels.ReadValue(source - bytes, width);
                continue;
            }

            if (rest == 0xFFFF && fresh == 0)
            {
                Fill(pixels, flip, select, PixelFormat.BlockPixels, value);
                continue;
            }

            for (; rest != 0; rest &= rest - 1)
            {
                var i = BitOperations.TrailingZeroCount(rest);
                if (((fresh >> i) & 1) != 0)
                {
                    value = PixelKernels.ReadValue(source, width);
                    source += bytes;
                }

                pixels[i] = value ^ flip ^ (pixels[i] & select);
            }
        }
    }

    public static void UnpackAll(byte* source, uint* picture, uint flip, uint select, int width) =>
        UnpackRun(source, picture, flip, select, PixelFormat.GroupPixels, width);

    public static void Fill(uint* picture, uint flip, uint select, nint count, uint value)
    {
        var values = Vector128.Create(value ^ flip);
        var selects = Vector128.Create(select);
        nint i = 0;
        for (; i + 4 <= count; i += 4)
            (values ^ (Vector128.Load(picture + i) & selects)).Store(picture + i);
        for (; i < count; i++)
            picture[i] = value ^ flip ^ (picture[i] & select);
    }

    // Four pixels become 4, 12 or 16 bytes.
    private static byte* PackRun(uint* current, uint* previous, uint flip, uint select, int count, int width, byte* p, uint* features)
    {
        var all = Vector128<uint>.Zero;
        var flips = Vector128.Create(flip);
        var selects = Vector128.Create(select);
        var narrow = NarrowIndices(width);
        var bytes = PixelEncoder.BytesOf(width) * 4;
        for (var i = 0; i < count; i += 4, p += bytes)
        {
            var value = Vector128.Load(current + i) ^ flips ^ (Vector128.Load(previous + i) & selects);
            all |= value ^ (value >> 8);
            Vector128.Shuffle(value.AsByte(), narrow).Store(p);
        }

        *features = all[0] | all[1] | all[2] | all[3];
        return p;
    }

    private static void UnpackRun(byte* source, uint* picture, uint flip, uint select, int count, int width)
    {
        var flips = Vector128.Create(flip);
        var selects = Vector128.Create(select);
        var widen = WidenIndices(width);
        var bytes = PixelEncoder.BytesOf(width) * 4;
        for (var i = 0; i < count; i += 4, source += bytes)
        {
            var values = Vector128.Shuffle(Vector128.Load(source), widen).AsUInt32();
            (values ^ flips ^ (Vector128.Load(picture + i) & selects)).Store(picture + i);
        }
    }

    // Which byte of a register goes where; an index past the end gives zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> NarrowIndices(int width) =>
        width == PixelFormat.GreyWidth ? Vector128.Create((byte)0, 4, 8, 12, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255) :
        width == PixelFormat.ColourWidth ? Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255) :
        Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> WidenIndices(int width) =>
        width == PixelFormat.GreyWidth ? Vector128.Create((byte)0, 0, 0, 255, 1, 1, 1, 255, 2, 2, 2, 255, 3, 3, 3, 255) :
        width == PixelFormat.ColourWidth ? Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255) :
        Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
