using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Streaming.Codec;

// Byte comparison at the width of the path. Results do not depend on the path.
internal static unsafe class RunLengthKernels
{
    // Bit i is set where a[i] equals b[i], for 64 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong EqualMask(byte* a, byte* b, PixelPath path) => path switch
    {
        PixelPath.Vector512 => Vector512.Equals(Vector512.Load(a), Vector512.Load(b)).ExtractMostSignificantBits(),
        PixelPath.Vector256 => Mask256(a, b) | ((ulong)Mask256(a + 32, b + 32) << 32),
        PixelPath.Vector128 => Mask128(a, b) | ((ulong)Mask128(a + 16, b + 16) << 16) |
            ((ulong)Mask128(a + 32, b + 32) << 32) | ((ulong)Mask128(a + 48, b + 48) << 48),
        _ => MaskScalar(a, b),
    };

    // How many bytes from `at` on, up to `end`, equal the byte `distance` before them.
    public static nint MatchLength(byte* source, nint at, nint end, nint distance, PixelPath path)
    {
        var i = at;
        if (path != PixelPath.Scalar)
        {
            for (; i + RunLengthFormat.Window <= end; i += RunLengthFormat.Window)
            {
                var mask = EqualMask(source + i, source + i - distance, path);
                if (mask != ulong.MaxValue)
                    return i - at + BitOperations.TrailingZeroCount(~mask);
            }
        }

        while (i < end && source[i] == source[i - distance])
            i++;
        return i - at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mask256(byte* a, byte* b) =>
        Vector256.Equals(Vector256.Load(a), Vector256.Load(b)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mask128(byte* a, byte* b) =>
        Vector128.Equals(Vector128.Load(a), Vector128.Load(b)).ExtractMostSignificantBits();

    private static ulong MaskScalar(byte* a, byte* b)
    {
        ulong mask = 0;
        for (var i = 0; i < RunLengthFormat.Window; i++)
            mask |= (a[i] == b[i] ? 1UL : 0) << i;
        return mask;
    }
}
