using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DreamStack.Physics.Snapshots;

/// <summary>
/// A 64-bit hash of words in 32 lanes: the lanes are the same whatever the register, so are the bits. A change of any word
/// changes its lane. A lane takes four words with one product, each turned by another number of bits, so that two of them
/// that change their signs do not make up for one another.
/// </summary>
internal unsafe ref struct Checksum
{
    internal const int Lanes = 32;

    /// <summary>Words that all lanes take at a time.</summary>
    internal const int Stripe = 4 * Lanes;

    private const uint Prime = 0x9E3779B1;
    private const ulong LongPrime = 0x9E3779B97F4A7C15;
    private fixed uint _lanes[Lanes];
    private ulong _total;

    // Where each byte of a word turned left by so many bits comes from.
    private static Vector256<byte> Eight =>
        Vector256.Create(0x02010003u, 0x06050407u, 0x0A09080Bu, 0x0E0D0C0Fu, 0x12111013u, 0x16151417u, 0x1A19181Bu, 0x1E1D1C1Fu).AsByte();
    private static Vector256<byte> Sixteen =>
        Vector256.Create(0x01000302u, 0x05040706u, 0x09080B0Au, 0x0D0C0F0Eu, 0x11101312u, 0x15141716u, 0x19181B1Au, 0x1D1C1F1Eu).AsByte();
    private static Vector256<byte> TwentyFour =>
        Vector256.Create(0x00030201u, 0x04070605u, 0x080B0A09u, 0x0C0F0E0Du, 0x10131211u, 0x14171615u, 0x181B1A19u, 0x1C1F1E1Du).AsByte();


    public static Checksum Begin()
    {
        Checksum sum = default;
        for (int i = 0; i < Lanes; i++) sum._lanes[i] = (uint)((i + 1) * 0x85EBCA6B);
        return sum;
    }

    /// <summary>Takes in whole four-byte words.</summary>
    public void Add(byte* bytes, int length)
    {
        int words = length / sizeof(uint), whole = words / Stripe;
        uint* from = (uint*)bytes;
        fixed (uint* lanes = _lanes)
        {
            if (Vector256.IsHardwareAccelerated) Stripes256(lanes, from, whole);
            else if (Vector128.IsHardwareAccelerated) Stripes128(lanes, from, whole);
            else StripesScalar(lanes, from, whole);
            Rest(lanes, from + (whole * Stripe), words - (whole * Stripe));
        }

        _total += (ulong)length;
    }

    /// <summary>Takes in one value.</summary>
    public void Add(ulong value) => _total = Follow(_total, value);

    public readonly ulong Finish()
    {
        ulong hash = _total;
        for (int i = 0; i < Lanes; i++) hash = Follow(hash, _lanes[i]);
        hash = (hash ^ (hash >> 32)) * 0xBF58476D1CE4E5B9UL;
        return hash ^ (hash >> 31);
    }

    /// <summary>A hash of a sequence to which one more value comes.</summary>
    internal static ulong Follow(ulong hash, ulong value)
    {
        hash = (hash ^ value) * LongPrime;
        return hash ^ (hash >> 29);
    }

    internal static void StripesScalar(uint* lanes, uint* from, int count)
    {
        for (int stripe = 0; stripe < count; stripe++, from += Stripe)
        {
            for (int i = 0; i < Lanes; i++)
            {
                uint four = from[i] ^ BitOperations.RotateLeft(from[Lanes + i], 8)
                    ^ BitOperations.RotateLeft(from[(2 * Lanes) + i], 16) ^ BitOperations.RotateLeft(from[(3 * Lanes) + i], 24);
                lanes[i] = Turn((lanes[i] ^ four) * Prime);
            }
        }
    }

    internal static void Stripes128(uint* lanes, uint* from, int count)
    {
        Vector128<uint>* at = (Vector128<uint>*)lanes;
        Vector128<uint> a = at[0], b = at[1], c = at[2], d = at[3], e = at[4], f = at[5], g = at[6], h = at[7];
        for (int stripe = 0; stripe < count; stripe++, from += Stripe)
        {
            a = Take(a, from);
            b = Take(b, from + 4);
            c = Take(c, from + 8);
            d = Take(d, from + 12);
            e = Take(e, from + 16);
            f = Take(f, from + 20);
            g = Take(g, from + 24);
            h = Take(h, from + 28);
        }

        (at[0], at[1], at[2], at[3], at[4], at[5], at[6], at[7]) = (a, b, c, d, e, f, g, h);
    }

    internal static void Stripes256(uint* lanes, uint* from, int count)
    {
        Vector256<uint>* at = (Vector256<uint>*)lanes;
        Vector256<uint> a = at[0], b = at[1], c = at[2], d = at[3];
        for (int stripe = 0; stripe < count; stripe++, from += Stripe)
        {
            a = Take(a, from);
            b = Take(b, from + 8);
            c = Take(c, from + 16);
            d = Take(d, from + 24);
        }

        (at[0], at[1], at[2], at[3]) = (a, b, c, d);
    }

    // What fills no stripe, a word a lane; the many short columns are nothing but that.
    private static void Rest(uint* lanes, uint* from, int words)
    {
        int i = 0;
        for (; i <= words - Vector128<uint>.Count; i += Vector128<uint>.Count)
        {
            Vector128<uint>* lane = (Vector128<uint>*)(lanes + (i % Lanes));
            *lane = Turn((*lane ^ Vector128.Load(from + i)) * Prime);
        }

        for (; i < words; i++) lanes[i % Lanes] = Turn((lanes[i % Lanes] ^ from[i]) * Prime);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Take(Vector128<uint> lane, uint* from)
    {
        Vector128<uint> second = Vector128.Load(from + Lanes), third = Vector128.Load(from + (2 * Lanes)), fourth = Vector128.Load(from + (3 * Lanes));
        lane ^= Vector128.Load(from) ^ ((second << 8) | (second >> 24)) ^ ((third << 16) | (third >> 16)) ^ ((fourth << 24) | (fourth >> 8));
        return Turn(lane * Prime);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Take(Vector256<uint> lane, uint* from)
    {
        // Whole bytes that change their places are one instruction, where two shifts are three.
        Vector256<byte> second = Vector256.Load((byte*)(from + Lanes)), third = Vector256.Load((byte*)(from + (2 * Lanes))), fourth = Vector256.Load((byte*)(from + (3 * Lanes)));
        lane ^= Vector256.Load(from) ^ Vector256.Shuffle(second, Eight).AsUInt32() ^ Vector256.Shuffle(third, Sixteen).AsUInt32() ^ Vector256.Shuffle(fourth, TwentyFour).AsUInt32();
        return Turn(lane * Prime);
    }

    private static uint Turn(uint x) => x ^ (x >> 15);

    private static Vector128<uint> Turn(Vector128<uint> x) => x ^ (x >> 15);

    private static Vector256<uint> Turn(Vector256<uint> x) => x ^ (x >> 15);
}
