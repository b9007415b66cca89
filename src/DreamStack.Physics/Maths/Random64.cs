namespace DreamStack.Physics.Maths;

/// <summary>The world's source of chance: one state word, the same sequence for the same seed everywhere (SplitMix64).</summary>
internal static class Random64
{
    public static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1), with 24 bits.</summary>
    public static float NextUnit(ref ulong state) => (Next(ref state) >> 40) * (1f / 16777216f);
}
