using System.Diagnostics;
using DreamStack.Tests.Codec;

namespace DreamStack.Bench.Codec;

// The fuzzer of the tests at any length, in rounds with a seed each so that a failure can be had again.
internal static class FuzzCommand
{
    private const long Round = 250_000;

    public static int Run(long count, int seed)
    {
        var clock = Stopwatch.StartNew();
        long taken = 0, refused = 0;
        for (long done = 0; done < count; seed++)
        {
            var until = Math.Min(count, done + Round);
            using var fuzz = new CodecFuzz(seed);
            for (; done < until; done++)
                fuzz.Step();
            taken += fuzz.Taken;
            refused += fuzz.Refused;
            Console.WriteLine($"{done,12:N0} of {count:N0}  seed {seed}  taken {taken:N0}  refused {refused:N0}  {clock.Elapsed:hh\\:mm\\:ss}");
        }

        Console.WriteLine($"{count:N0} steps, {taken + refused:N0} payloads, no failure.");
        return 0;
    }
}
