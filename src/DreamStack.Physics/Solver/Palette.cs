using System.Numerics;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Solver;

/// <summary>
/// Gives constraints colours so that no dynamic body has a colour twice: those of one colour can be solved at once and
/// in any order. What finds no colour is solved one by one, before the others.
/// </summary>
internal sealed unsafe class Palette
{
    public const int Colors = 64;
    public const int Overflow = 63;
    private const int FirstStatic = 40;
    private const ulong DynamicColors = (1UL << FirstStatic) - 1;
    private const ulong StaticColors = ((1UL << Overflow) - 1) & ~DynamicColors;

    private readonly Scratch<ulong> _used = new();

    public int[] Counts { get; } = new int[Colors];

    public void Begin(int bodies)
    {
        _used.Reserve(bodies);
        new Span<ulong>(_used.Rows, bodies).Clear();
        Array.Clear(Counts);
    }

    /// <summary>Rows of the two bodies; 0 for one that is not pushed. Constraints with such a one are solved last.</summary>
    public int Take(int a, int b)
    {
        ulong* used = _used.Rows;
        ulong taken = (a > 0 ? used[a] : 0) | (b > 0 ? used[b] : 0);
        ulong free = ~taken & (a > 0 && b > 0 ? DynamicColors : StaticColors);
        int color = Overflow;
        if (free != 0)
        {
            color = BitOperations.TrailingZeroCount(free);
            if (a > 0) used[a] |= 1UL << color;
            if (b > 0) used[b] |= 1UL << color;
        }

        Counts[color]++;
        return color;
    }
}
