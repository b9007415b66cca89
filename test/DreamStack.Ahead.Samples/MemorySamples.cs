using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Ahead.Samples;

/// <summary>Spans, pointers, arrays and vectors.</summary>
internal static unsafe class MemorySamples
{
    private static readonly int[] s_primes = [2, 3, 5, 7, 11, 13, 17, 19];

    private static ReadOnlySpan<byte> Letters => "ahead"u8;

    public static Sample[] All { get; } =
    [
        new("a slice of a slice", (a, b) => { Span<long> all = stackalloc long[16]; for (int i = 0; i < 16; i++) all[i] = a + (b * i); Span<long> some = all[3..][..5]; some[2] = -1; some.Reverse(); return all[5] + some[0] + some.Length; }),
        new("bytes in their order", (a, b) => { Span<byte> bytes = stackalloc byte[12]; BinaryPrimitives.WriteInt64LittleEndian(bytes, a); BinaryPrimitives.WriteInt32BigEndian(bytes[8..], (int)b); return BinaryPrimitives.ReadInt32LittleEndian(bytes[6..]) ^ BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]); }),
        new("one kind of number as another", (a, b) => { long[] longs = [a, b]; Span<int> ints = MemoryMarshal.Cast<long, int>(longs.AsSpan()); (ints[0], ints[3]) = (ints[3], ints[0]); return longs[0] ^ longs[1]; }),
        new("filled, cleared, copied", (a, _) => { byte[] bytes = new byte[40]; bytes.AsSpan().Fill((byte)a); bytes.AsSpan(10, 10).Clear(); bytes.AsSpan(0, 20).CopyTo(bytes.AsSpan(5)); long sum = 0; foreach (byte x in bytes) sum = (sum * 7) + x; return sum; }),
        new("constants that lie beside the code", (a, b) => s_primes[a & 7] + Letters[(int)(b & 3)] + Letters.Length),
        new("pointers", (a, b) => { long* two = stackalloc long[2]; two[0] = a; *(two + 1) = b; int* four = (int*)two; return four[1] ^ *(four + 2) ^ (byte*)(two + 1) - (byte*)two; }),
        new("a buffer in a struct", (a, b) => { Buffered held = default; for (int i = 0; i < 8; i++) held.Values[i] = (int)a + i; Buffered copy = held; copy.Values[3] = (int)b; return held.Values[3] ^ copy.Values[3] ^ sizeof(Buffered); }),
        new("a reference that moves", (a, b) => { long[] three = [a, b, 1]; ref long at = ref three[0]; at++; at = ref three[2]; at += 5; return three[0] ^ three[2]; }),
        new("arrays grow and are found in", (a, b) => { int[] all = [(int)a, 2, 3]; Array.Resize(ref all, 6); all[5] = (int)b; return Array.IndexOf(all, 3) + all.Length + (10L * all[5]) + (all.AsSpan().SequenceEqual([1, 2]) ? 1 : 0); }),
        new("four floats at once", Vectors),
        new("four whole numbers at once", (a, b) => { Vector128<uint> v = Vector128.Create((uint)a, (uint)b, 3, 4); v = (v ^ (v >> 15)) * 0x9E3779B1; return (long)v[0] + v[1] + v[2] + v[3]; }),
        new("eight floats at once", (a, b) => { Vector256<float> v = Vector256.Create((int)a * 0.25f); v = (v * v) - Vector256.Create((float)(int)b); return BitConverter.SingleToInt32Bits(v[5]); }),
    ];

    private static long Vectors(long a, long b)
    {
        Vector128<float> x = Vector128.Create((int)a * 0.5f, -0f, 1.25f, (int)b), y = Vector128.Create((float)(int)b);
        Vector128<float> most = Vector128.ConditionalSelect(Vector128.GreaterThan(x, y), x, y) + Vector128<float>.Zero;
        Vector128<uint> bits = (x * y - most).AsUInt32();
        float* to = stackalloc float[4];
        most.Store(to);
        return bits[0] ^ bits[1] ^ ((long)bits[3] << 16) ^ BitConverter.SingleToInt32Bits(to[2]);
    }

    private struct Buffered
    {
        public fixed int Values[8];
    }
}
