namespace DreamStack.Ahead.Samples;

/// <summary>Floats from bits and their bits as the result: nothing is rounded away. What is no number is told as one, its bits are nobody's.</summary>
internal static class FloatSamples
{
    public static Sample[] All { get; } =
    [
        new("sum and difference of floats", (a, b) => Bits(Single(a) + Single(b)) ^ (Bits(Single(a) - Single(b)) << 32)),
        new("product and quotient of floats", (a, b) => Bits(Single(a) * Single(b)) ^ (Bits(Single(a) / Single(b)) << 32)),
        new("a product and a sum are rounded twice", (a, b) => Bits((Single(a) * Single(b)) + Single(a)) ^ Bits(Single(b) - (Single(a) * Single(a)))),
        new("sum and product of doubles", (a, b) => Bits(Double(a) + Double(b)) ^ Bits(Double(a) * Double(b)) ^ Bits(Double(a) / Double(b))),
        new("a float times a double is a double", (a, b) => Bits(Single(a) * Double(b))),
        new("a double as a float", (a, b) => Bits((float)Double(a)) ^ Bits((float)(Double(a) + Double(b)))),
        new("square roots", (a, b) => Bits(MathF.Sqrt(Single(a))) ^ Bits(Math.Sqrt(Double(b)))),
        new("floor, ceiling, truncate and round", (a, b) => Bits(MathF.Floor(Single(a))) ^ Bits(MathF.Ceiling(Single(b))) ^ Bits(Math.Truncate(Double(a))) ^ Bits(MathF.Round(Single(b))) ^ Bits(Math.Floor(Double(b)))),
        new("comparisons with what is no number", (a, b) => Compared(Single(a), Single(b)) | (Compared(float.NaN, Single(b)) << 8) | (Compared(Single(a), float.NaN) << 16)),
        new("not below is not above", (a, b) => (!(Single(a) < Single(b)) ? 1 : 0) + (!(Single(a) >= Single(b)) ? 2 : 0) + (!(Single(a) <= 0f) ? 4 : 0)),
        new("minimum and maximum", (a, b) => Bits(MathF.Min(Single(a), Single(b))) ^ (Bits(Math.Max(Double(a), Double(b))) >> 1)),
        new("to whole numbers, as far as they go", (a, b) => (int)Single(a) ^ (long)Double(b) ^ (uint)Single(b) ^ (long)(ulong)Double(a)),
        new("to small whole numbers", (a, b) => (byte)(int)Single(a) + (short)(int)Single(b)),
        new("from whole numbers", (a, b) => Bits((float)(int)a) ^ Bits((float)(uint)b) ^ Bits((double)a) ^ Bits((double)(uint)b)),
        new("from long ones", (a, b) => Bits((float)a) ^ (Bits((double)(ulong)b) >> 1)),
        new("zero has a sign", (a, b) => Bits(-0f * Single(a)) ^ Bits(0f - Single(b)) ^ Bits(-Single(a))),
        new("infinite and finite", (a, b) => (float.IsFinite(Single(a)) ? 1 : 0) + (float.IsInfinity(Single(b)) ? 2 : 0) + (double.IsNaN(Double(a)) ? 4 : 0)),
        new("constants to their last bit", (a, b) => Bits(Single(a) * 0.1f) ^ Bits(Double(b) * 1e-300) ^ Bits(MathF.PI) ^ Bits(double.Epsilon) ^ Bits(float.MaxValue)),
    ];

    private static float Single(long bits) => BitConverter.Int32BitsToSingle((int)bits);

    private static double Double(long bits) => BitConverter.Int64BitsToDouble(bits);

    private static long Bits(float value) => float.IsNaN(value) ? 1 : BitConverter.SingleToUInt32Bits(value);

    private static long Bits(double value) => double.IsNaN(value) ? 1 : BitConverter.DoubleToInt64Bits(value);

    private static long Compared(float a, float b) =>
        (a < b ? 1 : 0) | (a > b ? 2 : 0) | (a <= b ? 4 : 0) | (a >= b ? 8 : 0) | (a == b ? 16 : 0) | (a != b ? 32 : 0);
}
