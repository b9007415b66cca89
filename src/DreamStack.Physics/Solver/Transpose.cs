using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DreamStack.Physics.Solver;

/// <summary>Rows into columns: moves values and computes none, so every form of it is the same.</summary>
internal static class Transpose
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d,
        out Vector128<float> x, out Vector128<float> y, out Vector128<float> z, out Vector128<float> w)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
            x = Sse.MoveLowToHigh(ab, cd);
            y = Sse.MoveHighToLow(cd, ab);
            z = Sse.MoveLowToHigh(abHigh, cdHigh);
            w = Sse.MoveHighToLow(cdHigh, abHigh);
            return;
        }

        x = Vector128.Create(a[0], b[0], c[0], d[0]);
        y = Vector128.Create(a[1], b[1], c[1], d[1]);
        z = Vector128.Create(a[2], b[2], c[2], d[2]);
        w = Vector128.Create(a[3], b[3], c[3], d[3]);
    }

    /// <summary>The same for the two halves apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d,
        out Vector256<float> x, out Vector256<float> y, out Vector256<float> z, out Vector256<float> w)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d), abHigh = Avx.UnpackHigh(a, b), cdHigh = Avx.UnpackHigh(c, d);
            x = Avx.Shuffle(ab, cd, 0x44);
            y = Avx.Shuffle(ab, cd, 0xEE);
            z = Avx.Shuffle(abHigh, cdHigh, 0x44);
            w = Avx.Shuffle(abHigh, cdHigh, 0xEE);
            return;
        }

        Four(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower(), out var lowX, out var lowY, out var lowZ, out var lowW);
        Four(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper(), out var highX, out var highY, out var highZ, out var highW);
        (x, y, z, w) = (Vector256.Create(lowX, highX), Vector256.Create(lowY, highY), Vector256.Create(lowZ, highZ), Vector256.Create(lowW, highW));
    }
}
