using System.Runtime.Intrinsics;

namespace DreamStack.Physics.Snapshots;

/// <summary>
/// A 64-bit hash of words in 64 lanes: the lanes are the same whatever the register, so are the bits. A change of any
/// word changes its lane. So many because a product takes ten cycles and the next one of its lane waits for it.
/// </summary>
internal unsafe ref struct Checksum
{
    internal const int Lanes = 64;
    private const uint Prime = 0x9E3779B1;

    private fixed uint _lanes[Lanes];
    private ulong _total;

    public static Checksum Begin()
    {
        Checksum sum = default;
        for (int i = 0; i < Lanes; i++) sum._lanes[i] = (uint)((i + 1) * 0x85EBCA6B);
        return sum;
    }

    /// <summary>Takes in whole four-byte words.</summary>
    public void Add(byte* bytes, int length)
    {
        int words = length / sizeof(uint), whole = words / Lanes;
        uint* from = (uint*)bytes;
        fixed (uint* lanes = _lanes)
        {
            if (Vector256.IsHardwareAccelerated) Stripes256(lanes, from, whole);
            else if (Vector128.IsHardwareAccelerated) Stripes128(lanes, from, whole);
            else StripesScalar(lanes, from, whole);
            for (int i = 0; i < words - (whole * Lanes); i++) lanes[i] = Turn((lanes[i] ^ from[(whole * Lanes) + i]) * Prime);
        }

        _total += (ulong)length;
    }

    public readonly ulong Finish()
    {
        ulong hash = _total;
        for (int i = 0; i < Lanes; i++)
        {
            hash = (hash ^ _lanes[i]) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }

        hash = (hash ^ (hash >> 32)) * 0xBF58476D1CE4E5B9UL;
        return hash ^ (hash >> 31);
    }

    internal static void StripesScalar(uint* lanes, uint* from, int count)
    {
        for (int stripe = 0; stripe < count; stripe++)
        {
            for (int i = 0; i < Lanes; i++) lanes[i] = Turn((lanes[i] ^ *from++) * Prime);
        }
    }

    internal static void Stripes128(uint* lanes, uint* from, int count)
    {
        // Sixteen registers are all there are: half of the lanes after the other half.
        Half128(lanes, from, count);
        Half128(lanes + (Lanes / 2), from + (Lanes / 2), count);
    }

    internal static void Stripes256(uint* lanes, uint* from, int count)
    {
        Vector256<uint>* at = (Vector256<uint>*)lanes;
        Vector256<uint> a = at[0], b = at[1], c = at[2], d = at[3], e = at[4], f = at[5], g = at[6], h = at[7];
        for (int stripe = 0; stripe < count; stripe++, from += Lanes)
        {
            a = Turn((a ^ Vector256.Load(from)) * Prime);
            b = Turn((b ^ Vector256.Load(from + 8)) * Prime);
            c = Turn((c ^ Vector256.Load(from + 16)) * Prime);
            d = Turn((d ^ Vector256.Load(from + 24)) * Prime);
            e = Turn((e ^ Vector256.Load(from + 32)) * Prime);
            f = Turn((f ^ Vector256.Load(from + 40)) * Prime);
            g = Turn((g ^ Vector256.Load(from + 48)) * Prime);
            h = Turn((h ^ Vector256.Load(from + 56)) * Prime);
        }

        (at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]) = (a, b, c, d, e, f, g, h);
    }

    private static void Half128(uint* lanes, uint* from, int count)
    {
        Vector128<uint>* at = (Vector128<uint>*)lanes;
        Vector128<uint> a = at[0], b = at[1], c = at[2], d = at[3], e = at[4], f = at[5], g = at[6], h = at[7];
        for (int stripe = 0; stripe < count; stripe++, from += Lanes)
        {
            a = Turn((a ^ Vector128.Load(from)) * Prime);
            b = Turn((b ^ Vector128.Load(from + 4)) * Prime);
            c = Turn((c ^ Vector128.Load(from + 8)) * Prime);
            d = Turn((d ^ Vector128.Load(from + 12)) * Prime);
            e = Turn((e ^ Vector128.Load(from + 16)) * Prime);
            f = Turn((f ^ Vector128.Load(from + 20)) * Prime);
            g = Turn((g ^ Vector128.Load(from + 24)) * Prime);
            h = Turn((h ^ Vector128.Load(from + 28)) * Prime);
        }

        (at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]) = (a, b, c, d, e, f, g, h);
    }

    private static uint Turn(uint x) => x ^ (x >> 15);

    private static Vector128<uint> Turn(Vector128<uint> x) => x ^ (x >> 15);

    private static Vector256<uint> Turn(Vector256<uint> x) => x ^ (x >> 15);
}
