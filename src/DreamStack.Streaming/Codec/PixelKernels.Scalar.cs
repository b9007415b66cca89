using System.Numerics;

namespace DreamStack.Streaming.Codec;

// The reference: one pixel after the other.
internal static unsafe partial class PixelKernels
{
    private static bool SameScalar(uint* current, uint* previous, int count)
    {
        uint any = 0;
        for (var i = 0; i < count; i++)
            any |= current[i] ^ previous[i];
        return any == 0;
    }

    private static uint ScanScalar(uint* current, uint* previous, uint flip, uint select, int count, ulong* bits)
    {
        for (var i = 0; i < PixelFormat.GroupPixels / 64 * 2; i++)
            bits[i] = 0;

        uint alpha = 0, colours = 0, left = 0;
        for (var i = 0; i < count; i++)
        {
            var value = current[i] ^ flip ^ (previous[i] & select);
            alpha |= value;
            colours |= value ^ (value >> 8);
            bits[i >> 6] |= (current[i] != previous[i] ? 1UL : 0) << (i & 63);
            bits[16 + (i >> 6)] |= (value != left ? 1UL : 0) << (i & 63);
            left = value;
        }

        return (alpha & 0xFF000000) | (colours & 0xFFFF);
    }

    private static byte* PackScalar(uint* current, uint* previous, uint flip, uint select, ulong blocks, ushort* emit,
        int width, byte* p)
    {
        for (; blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            var first = block * PixelFormat.BlockPixels;
            for (uint rest = emit[block]; rest != 0; rest &= rest - 1)
            {
                var i = first + BitOperations.TrailingZeroCount(rest);
                p = WriteValue(p, current[i] ^ flip ^ (previous[i] & select), width);
            }
        }

        return p;
    }

    private static byte* PackAllScalar(uint* current, uint* previous, uint flip, uint select, int count, int width, byte* p)
    {
        for (var i = 0; i < count; i++)
            p = WriteValue(p, current[i] ^ flip ^ (previous[i] & select), width);
        return p;
    }

    private static void UnpackScalar(byte* source, uint* picture, uint flip, uint select, ulong blocks, ushort* changed,
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
                    value = ReadValue(source, width);
                    source += bytes;
                }

                pixels[i] = value ^ flip ^ (pixels[i] & select);
            }
        }
    }

    private static void UnpackAllScalar(byte* source, uint* picture, uint flip, uint select, int count, int width)
    {
        var bytes = PixelEncoder.BytesOf(width);
        for (var i = 0; i < count; i++, source += bytes)
            picture[i] = ReadValue(source, width) ^ flip ^ (picture[i] & select);
    }

    private static void FillScalar(uint* picture, uint flip, uint select, nint count, uint value)
    {
        for (nint i = 0; i < count; i++)
            picture[i] = value ^ flip ^ (picture[i] & select);
    }
}
