using System.Numerics;

namespace DreamStack.Streaming.Codec;

// The reference: one pixel after the other.
internal static unsafe class ScalarPixels
{
    public static bool Same(uint* current, uint* previous, int count)
    {
        uint any = 0;
        for (var i = 0; i < count; i++)
            any |= current[i] ^ previous[i];
        return any == 0;
    }

    // Whether all of a block changed and no pixel has the value of the one to its left.
    public static bool IsNoise(uint* current, uint* previous, uint flip, uint select)
    {
        for (var i = 0; i < PixelFormat.BlockPixels; i++)
        {
            var value = current[i] ^ flip ^ (previous[i] & select);
            if (current[i] == previous[i] || (i != 0 && value == (current[i - 1] ^ flip ^ (previous[i - 1] & select))))
                return false;
        }

        return true;
    }

    public static uint Scan(uint* current, uint* previous, uint flip, uint select, int count, ulong* bits)
    {
        // Pixels that a short last group does not have count as unchanged.
        for (var i = 0; i < PixelFormat.GroupPixels / 64 * 2; i++)
            bits[i] = 0;
        for (var i = count; i < PixelFormat.GroupPixels; i++)
            bits[i >> 6] |= 1UL << (i & 63);

        uint features = 0, left = 0;
        for (var i = 0; i < count; i++)
        {
            var value = current[i] ^ flip ^ (previous[i] & select);
            features |= value ^ (value >> 8);
            bits[i >> 6] |= (current[i] == previous[i] ? 1UL : 0) << (i & 63);
            bits[16 + (i >> 6)] |= (value == left ? 1UL : 0) << (i & 63);
            left = value;
        }

        return features;
    }

    public static byte* Pack(uint* current, uint* previous, uint flip, uint select, ulong blocks, ushort* novel,
        int width, byte* p)
    {
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            var first = block * PixelFormat.BlockPixels;
            for (uint rest = novel[block]; rest != 0; rest &= rest - 1)
            {
                var i = first + BitOperations.TrailingZeroCount(rest);
                p = PixelKernels.WriteValue(p, current[i] ^ flip ^ (previous[i] & select), width);
            }
        }

        return p;
    }

    public static byte* PackAll(uint* current, uint* previous, uint flip, uint select, int count, int width, byte* p, uint* features)
    {
        uint all = 0;
        for (var i = 0; i < count; i++)
        {
            var value = current[i] ^ flip ^ (previous[i] & select);
            all |= value ^ (value >> 8);
            p = PixelKernels.WriteValue(p, value, width);
        }

        *features = all;
        return p;
    }

    public static void Unpack(byte* source, uint* picture, uint flip, uint select, ulong blocks, ushort* changed,
        ushort* novel, int width)
    {
        var bytes = PixelEncoder.BytesOf(width);
        uint value = 0;
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            var pixels = picture + block * PixelFormat.BlockPixels;
            uint fresh = novel[block];
            for (uint rest = changed[block]; rest != 0; rest &= rest - 1)
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

    public static void UnpackAll(byte* source, uint* picture, uint flip, uint select, int count, int width)
    {
        var bytes = PixelEncoder.BytesOf(width);
        for (var i = 0; i < count; i++, source += bytes)
            picture[i] = PixelKernels.ReadValue(source, width) ^ flip ^ (picture[i] & select);
    }

    public static void Fill(uint* picture, uint flip, uint select, nint count, uint value)
    {
        for (nint i = 0; i < count; i++)
            picture[i] = value ^ flip ^ (picture[i] & select);
    }
}
