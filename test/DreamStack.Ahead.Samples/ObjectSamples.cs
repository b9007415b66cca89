namespace DreamStack.Ahead.Samples;

/// <summary>Objects: what they override, what they implement, what calls them later.</summary>
internal static class ObjectSamples
{
    private static readonly long s_start = Later.Value + 1;

    private static event Func<long, long>? Asked;

    public static Sample[] All { get; } =
    [
        new("an overridden method", (a, b) => Make(a).Area(b) + Make(b).Area(a)),
        new("a method that calls what is overridden", (a, b) => Make(a).Twice(b)),
        new("an interface, its default and an explicit implementation", (a, b) => Named(Make(a), b) + Named(Make(b), a)),
        new("what an object is", (a, b) => Kind(Make(a)) + (10 * Kind(Make(b))) + (Make(a) is Square { Side: > 3 } square ? square.Side : -1)),
        new("a closure that counts", Counted),
        new("a delegate of a static method and of an object's", (a, b) => Apply(Twice, a) + Apply(new Square(b).Area, a)),
        new("an event with several listeners", Listened),
        new("boxes", (a, b) => Unboxed(a) + Unboxed((int)b) + (Equals(a, b) ? 1 : 0)),
        new("static fields that others begin with", (a, _) => s_start + a),
        new("finally runs on every way out", (a, b) => { long log = 0; return Tried(a, b, ref log) + log; }),
        new("an iterator", (a, b) => { long sum = 0; foreach (long x in Some(a & 7, b)) sum = (sum * 31) + x; return sum; }),
        new("texts", (a, b) => { string text = string.Concat((a & 1) == 0 ? "even" : "odd", "·", (b & 1) == 0 ? "even" : "odd"); return text.Length + (text == "odd·even" ? 100 : 0) + text[1]; }),
    ];

    private static Figure Make(long a) => (a & 3) switch { 0 => new Square(a), 1 => new Strip(a), _ => new Cube(a) };

    private static long Named(INamed named, long x) => named.Name() + named.Scaled(x);

    private static int Kind(object figure) => figure switch { Cube => 3, Square => 2, INamed => 1, _ => 0 };

    private static long Counted(long a, long b)
    {
        long sum = 0;
        Action<long> add = x => sum += x * b;
        for (int i = 0; i < (a & 7); i++) add(i);
        return sum;
    }

    private static long Twice(long x) => unchecked(2 * x);

    private static long Apply(Func<long, long> what, long x) => unchecked(what(x) + what(x + 1));

    private static long Listened(long a, long b)
    {
        long heard = 0;
        Func<long, long> first = x => heard = unchecked((heard * 3) + x), second = x => heard = unchecked((heard * 5) - x);
        Asked += first;
        Asked += second;
        long last = Asked!(a);
        Asked -= first;
        last += Asked!(b);
        Asked -= second;
        return unchecked(last + heard + (Asked is null ? 1000 : 0));
    }

    private static long Unboxed(object boxed) => boxed switch { int i => i, long l => l / 2, _ => -1 };

    private static long Tried(long a, long b, ref long log)
    {
        for (int i = 0; i < 4; i++)
        {
            try
            {
                if (i == (a & 3)) continue;
                try
                {
                    if (i == (b & 3)) return log * 10;
                    log += 1;
                }
                finally
                {
                    log += 100;
                }
            }
            finally
            {
                log *= 2;
            }
        }

        return log;
    }

    private static IEnumerable<long> Some(long count, long from)
    {
        for (long i = 0; i < count; i++) yield return unchecked(from + i);
        yield return count;
    }
}
