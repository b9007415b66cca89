using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Streaming.Codec;

// The 64 bits that say which blocks of a group changed: a byte that names the bytes that are not zero, then those.
internal static unsafe class BlockMask
{
    private const ulong LowBits = 0x0101010101010101;

    // Whether the paths from Vector256 on may use parallel bit extract and deposit.
    public static bool IsSupported => Bmi2.X64.IsSupported;

    // Writes up to 8 bytes more than it answers.
    public static byte* Write(byte* p, ulong blocks, PixelPath path)
    {
        if (path >= PixelPath.Vector256)
        {
            var bytes = SpreadNonZero(blocks);
            *p = (byte)Bmi2.X64.ParallelBitExtract(bytes, LowBits);
            *(ulong*)(p + 1) = Bmi2.X64.ParallelBitExtract(blocks, bytes * 255);
            return p + 1 + BitOperations.PopCount(bytes);
        }

        var map = p++;
        var mapBits = 0;
        for (var i = 0; i < 8; i++)
        {
            var part = (byte)(blocks >> (i * 8));
            var some = part != 0 ? 1 : 0;
            *p = part;
            mapBits |= some << i;
            p += some;
        }

        *map = (byte)mapBits;
        return p;
    }

    // Null for a mask without blocks and for a named byte that is zero. Reads 9 bytes whatever it answers.
    public static byte* Read(byte* p, ulong* blocks, PixelPath path)
    {
        uint map = *p++;
        if (path >= PixelPath.Vector256)
        {
            var bytes = Bmi2.X64.ParallelBitDeposit(map, LowBits);
            *blocks = Bmi2.X64.ParallelBitDeposit(*(ulong*)p, bytes * 255);
            return map != 0 && SpreadNonZero(*blocks) == bytes ? p + BitOperations.PopCount(map) : null;
        }

        ulong all = 0;
        var wrong = map == 0;
        for (var i = 0; i < 8; i++)
        {
            if (((map >> i) & 1) == 0)
                continue;
            wrong |= *p == 0;
            all |= (ulong)*p++ << (i * 8);
        }

        *blocks = all;
        return wrong ? null : p;
    }

    // Bit 0 of every byte that is not zero.
    private static ulong SpreadNonZero(ulong word)
    {
        const ulong low7 = 0x7F7F7F7F7F7F7F7F;
        return ((((word & low7) + low7) | word) & ~low7) >> 7;
    }
}
