using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Relay.Framing;

/// <summary>Takes a client's mask off where the bytes lie (RFC 6455, 5.3), as wide as the processor allows.</summary>
internal static class Masking
{
    /// <summary>Unmasks, and answers the key turned so that it begins right for the byte after these.</summary>
    public static uint Apply(Span<byte> bytes, uint key)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        nuint at = 0;
        nuint length = (nuint)bytes.Length;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> mask = Vector256.Create(key).AsByte();
            for (; at + 32 <= length; at += 32) (Vector256.LoadUnsafe(ref first, at) ^ mask).StoreUnsafe(ref first, at);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> mask = Vector128.Create(key).AsByte();
            for (; at + 16 <= length; at += 16) (Vector128.LoadUnsafe(ref first, at) ^ mask).StoreUnsafe(ref first, at);
        }

        return ApplyScalar(bytes[(int)at..], key);
    }

    /// <summary>The same, a word and then a byte at a time: what every other path is held against.</summary>
    internal static uint ApplyScalar(Span<byte> bytes, uint key)
    {
        int at = 0;
        for (; at + sizeof(uint) <= bytes.Length; at += sizeof(uint))
        {
            Unsafe.As<byte, uint>(ref bytes[at]) ^= key;
        }

        int left = bytes.Length - at;
        for (int i = 0; i < left; i++) bytes[at + i] ^= ByteOf(key, i);
        return BitConverter.IsLittleEndian ? BitOperations.RotateRight(key, 8 * left) : BitOperations.RotateLeft(key, 8 * left);
    }

    private static byte ByteOf(uint key, int index) =>
        (byte)(key >> (8 * (BitConverter.IsLittleEndian ? index : sizeof(uint) - 1 - index)));
}
