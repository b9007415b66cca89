using System.Numerics;

namespace DreamStack.Ahead.Samples;

/// <summary>Whole numbers: wrapping, shifting, narrowing, dividing.</summary>
internal static class IntegerSamples
{
    public static Sample[] All { get; } =
    [
        new("sum wraps at 32 bits", (a, b) => unchecked((int)a + (int)b)),
        new("product wraps at 32 bits", (a, b) => unchecked((int)a * (int)b)),
        new("sum, difference and product wrap at 64 bits", (a, b) => unchecked((a + b) ^ (a - b) ^ (a * b))),
        new("left shift takes the count modulo the width", (a, b) => ((int)a << (int)b) + (a << (int)b)),
        new("right shift keeps the sign", (a, b) => ((int)a >> (int)b) ^ (a >> (int)b)),
        new("unsigned right shift does not", (a, b) => (long)((ulong)a >> (int)b) ^ ((uint)a >> (int)b) ^ (a >>> (int)b)),
        new("narrowed and widened again", (a, b) => (sbyte)a + (byte)a + (short)b + (ushort)b + (int)a + (uint)b),
        new("divided towards zero", (a, b) => (a / b) ^ ((int)a / ((int)b | 1))),
        new("rest has the sign of the first", (a, b) => (a % b) ^ ((int)a % ((int)b | 1))),
        new("unsigned quotient and rest", (a, b) => b == 0 ? 0 : (long)(((ulong)a / (ulong)b) ^ ((ulong)a % (ulong)b) ^ ((uint)a / ((uint)b | 1)))),
        new("unsigned comparisons", (a, b) => ((ulong)a < (ulong)b ? 1 : 0) + ((uint)a >= (uint)b ? 2 : 0) + (a < b ? 4 : 0) + ((int)a <= (int)b ? 8 : 0)),
        new("bits counted", (a, b) => BitOperations.PopCount((ulong)a) + BitOperations.LeadingZeroCount((uint)b) + (64 * BitOperations.TrailingZeroCount(a)) + BitOperations.RotateLeft((uint)a, (int)b) + BitOperations.Log2((ulong)b)),
        new("high half of a product", (a, b) => (long)Math.BigMul((ulong)a, (ulong)b, out ulong low) ^ (long)low),
        new("complement and negation", (a, b) => unchecked(-a ^ ~b ^ -(int)a ^ ~(int)b)),
        new("a switch over numbers near to each other", (a, _) => (a & 7) switch { 0 => 11, 1 => 7, 2 => -3, 3 => 5, 5 => 1, _ => 100 }),
        new("a switch over numbers far from each other", (a, b) => Far((int)a) + Far((int)b)),
        new("a loop with a way out in its middle", Collatz),
        new("absolute values and signs", (a, b) => a == long.MinValue ? 1 : Math.Abs(a) + Math.Sign(b) + Math.Clamp(b, -100, 100) + Math.Max((int)a, (int)b)),
        new("checked sums that fit", Fitting),
    ];

    private static long Fitting(long a, long b)
    {
        checked
        {
            long sum = (a >> 2) + (b >> 2);
            int product = (int)(a & 0xffff) * (short)(b & 0x7f);
            return sum ^ product ^ (byte)(a & 255);
        }
    }

    private static long Far(int value) => value switch { -1 => 1, 0 => 2, 1000 => 3, int.MaxValue => 4, int.MinValue => 5, _ => value };

    private static long Collatz(long a, long b)
    {
        ulong n = ((ulong)(a ^ b) & 0xffff) + 1;
        for (int steps = 0; ; steps++)
        {
            if (n == 1) return steps;
            if (steps > 500) break;
            n = (n & 1) == 0 ? n / 2 : (3 * n) + 1;
        }

        return -1;
    }
}
