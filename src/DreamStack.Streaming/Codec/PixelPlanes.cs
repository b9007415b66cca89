using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// Two bits for each changed block, as two planes behind each other in one number of 2 n bits: which blocks have a changed
// mask (the others changed in full), then which have a novel mask.
internal static unsafe class PixelPlanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesFor(int blocks) => (blocks * 2 + 7) >> 3;

    // Writes 16 bytes whatever the number of blocks; what follows the planes is written later.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(byte* p, int blocks, ulong changed, ulong novel)
    {
        ((ulong*)p)[0] = changed | ((novel << (blocks - 1)) << 1);
        ((ulong*)p)[1] = novel >> (64 - blocks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadChanged(byte* p, int blocks) => *(ulong*)p & (ulong.MaxValue >> (64 - blocks));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadNovel(byte* p, int blocks)
    {
        var low = ((ulong*)p)[0];
        var high = ((ulong*)p)[1];
        return (((low >> (blocks - 1)) >> 1) | (high << (64 - blocks))) & (ulong.MaxValue >> (64 - blocks));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPaddedWithZeros(byte* p, int blocks)
    {
        var used = (blocks * 2) & 7;
        return used == 0 || p[BytesFor(blocks) - 1] >> used == 0;
    }

    // The pixels a block has: 16, or fewer in the last block of a picture.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FullMask(int block, int count)
    {
        var left = count - block * PixelFormat.BlockPixels;
        return left >= PixelFormat.BlockPixels ? 0xFFFF : (1u << left) - 1;
    }
}
