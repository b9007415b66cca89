namespace DreamStack.Ahead.Samples;

/// <summary>Type parameters: what they stand for is settled while translating.</summary>
internal static class GenericSamples
{
    public static Sample[] All { get; } =
    [
        new("operators of a type parameter", (a, b) => Dot<Pair, long>(new Pair(a, b), new Pair(b, 3)) + Dot<Lone, int>(new Lone((int)a), new Lone((int)b))),
        new("a size of its own for each", (a, b) => Held<byte>.Size + (10 * Held<Pair>.Size) + Held<long>.Count(a) + Held<int>.Count(b) + Held<long>.Count(b)),
        new("a list of structs", Listed),
        new("a dictionary", (a, b) => { Dictionary<long, int> map = []; for (int i = 0; i < 40; i++) map[(a * i) % 13] = i; map.Remove(b % 13); return map.Count + (map.TryGetValue(5, out int five) ? five * 100 : 0); }),
        new("a stack and a queue", (a, b) => { Stack<long> stack = new(); Queue<long> queue = new(); for (int i = 0; i < 9; i++) { stack.Push(a + i); queue.Enqueue(b - i); } return unchecked((stack.Pop() * 3) + queue.Dequeue() + queue.Dequeue() + stack.Count); }),
        new("records are equal when their parts are", (a, b) => (new Pair(a, b) == new Pair(b, a) ? 1 : 0) + (new Pair(a, 1).Equals(new Pair(a, 1)) ? 2 : 0) + (new Pair(a, b) with { Y = a }).Y),
        new("sorted", Sorted),
        new("found with a query", (a, b) => Enumerable.Range(0, 20).Select(i => (i * a) ^ b).Where(x => (x & 1) == 0).Sum(x => x & 0xff)),
        new("nullables", (a, b) => (Half(a) ?? -1) + (Half(b) is { } half ? half : 1000)),
        new("tuples", (a, b) => { (long x, (long y, int z)) = (b, (a, 4)); (x, y) = (y, x); return unchecked((x * 3) - y + z); }),
    ];

    private static long Dot<T, TNumber>(T a, T b)
        where T : struct, IProduct<T, TNumber>
        where TNumber : struct => T.Wide(T.Times(a, b) + (T.One - a));

    private static long Listed(long a, long b)
    {
        List<Pair> list = [];
        for (int i = 0; i < 20; i++) list.Add(new Pair(a + i, b ^ i));
        list.RemoveAt(3);
        list.Insert(5, new Pair(1, 2));
        list.RemoveRange(7, 4);
        list.Reverse();
        long sum = list.IndexOf(new Pair(1, 2));
        foreach (Pair pair in list) sum = unchecked((sum * 31) + pair.X - pair.Y);
        return sum;
    }

    private static long Sorted(long a, long b)
    {
        int[] numbers = new int[50];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = (int)unchecked(((a + i) * 2654435761) ^ (b * i)) % 1000;
        Span<int> span = numbers;
        span.Sort();
        List<int> back = [.. numbers];
        back.Sort((x, y) => y.CompareTo(x));
        long sum = Array.BinarySearch(numbers, numbers[20]) >= 0 ? 1 : 0;
        for (int i = 0; i < numbers.Length; i++) sum = unchecked((sum * 31) + numbers[i] + (3 * back[i]));
        return sum;
    }

    private static long? Half(long a) => (a & 1) == 0 ? a / 2 : null;
}
