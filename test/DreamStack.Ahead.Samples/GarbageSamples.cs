namespace DreamStack.Ahead.Samples;

/// <summary>Objects that live from call to call among others that do not: a collection in between must tell them apart.</summary>
public static class GarbageSamples
{
    public const string Large = "a megabyte that nobody keeps";

    private static readonly Link?[] s_links = new Link?[8];
    private static readonly Dictionary<long, List<Holder>> s_kept = [];
    private static Func<long> s_last = () => 1;

    internal static Sample[] All { get; } =
    [
        new(Large, (a, _) => { byte[] large = new byte[1 << 20]; large[a & 0xfffff] = 3; return large[a & 0xfffff] + large[0]; }),
        new("a chain that grows and is cut", Chained),
        new("structs in lists in a dictionary", Held),
        new("a closure that the next call asks", (a, b) => { long was = s_last(); long[] kept = [a, b, new long[200].Length]; s_last = () => unchecked(kept[0] + kept[1] + kept[2]); return was; }),
    ];

    private static long Chained(long a, long b)
    {
        ref Link? first = ref s_links[a & 7];
        first = new Link(b, first);
        long sum = 0;
        int depth = 0;
        for (Link? at = first; at is not null; at = at.Next)
        {
            sum = unchecked((sum * 31) + at.Value + at.Texts[1].Length);
            if (++depth == 40) at.Cut();
        }

        return sum;
    }

    private static long Held(long a, long b)
    {
        if (!s_kept.TryGetValue(a & 15, out List<Holder>? list)) s_kept[a & 15] = list = [];
        list.Add(new Holder(b, [b, a], (b & 1) == 0 ? "even" : null));
        if (list.Count > 30) s_kept.Remove(a & 15);
        long sum = s_kept.Count;
        foreach (Holder holder in list) sum = unchecked((sum * 7) + holder.Value + holder.Both[1] + (holder.Text?.Length ?? 0));
        return sum;
    }

    private sealed class Link(long value, Link? next)
    {
        public long Value => value;

        public Link? Next { get; private set; } = next;

        public string[] Texts { get; } = ["", string.Concat("a", (value & 1) == 0 ? "bc" : "d")];

        public void Cut() => Next = null;
    }

    private readonly record struct Holder(long Value, long[] Both, string? Text);
}
