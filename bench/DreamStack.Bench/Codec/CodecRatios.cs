using System.Diagnostics;
using DreamStack.Bench.Contents;
using DreamStack.Streaming.Codec;

namespace DreamStack.Bench.Codec;

// Quick figures without BenchmarkDotNet: medians of interleaved runs over buffers that do not fit the cache together.
internal static class CodecRatios
{
    private const int Sets = 6;

    public static int Run(int rounds)
    {
        Console.WriteLine($"{"content",-12} {"bytes",9} {"% raw",7} {"memcpy µs",10} {"encode ×",9} {"decode ×",9} {"replace ×",9} {"dec rep ×",9} {"seqeq ×",9}");
        foreach (var kind in Enum.GetValues<ContentKind>())
            Measure(kind, rounds);
        var small = Content.Make(ContentKind.Springs, 600, 400);
        var coded = new byte[PixelDelta.MaxEncodedLength(600 * 400)];
        Console.WriteLine($"springs 600x400: delta {PixelDelta.EncodeXor(small.Current, small.Previous, coded)} B, " +
            $"keyframe over black {PixelDelta.EncodeXorOverBlack(small.Current, coded)} B");
        return 0;
    }

    private static void Measure(ContentKind kind, int rounds)
    {
        var pair = Content.Make(kind);
        var most = PixelDelta.MaxEncodedLength(pair.Current.Length / 4);
        var current = Copies(pair.Current);
        var previous = Copies(pair.Previous);
        var copy = Copies(pair.Previous);
        var coded = new byte[most];
        var replaced = new byte[most];
        int length = 0, replaceLength = 0;
        var times = new double[6][];
        for (var i = 0; i < times.Length; i++)
            times[i] = new double[rounds];
        for (var round = -60; round < rounds; round++)
        {
            var (now, before, into) = (current[(round + 60) % Sets], previous[(round + 60) % Sets], copy[(round + 60) % Sets]);
            var at = Math.Max(round, 0);
            times[0][at] = Time(() => now.AsSpan().CopyTo(into));
            before.AsSpan().CopyTo(into);
            times[1][at] = Time(() => length = PixelDelta.EncodeXor(now, before, coded));
            (now, before) = (current[(round + 62) % Sets], previous[(round + 62) % Sets]);
            times[2][at] = Time(() => PixelDelta.TryApplyXor(coded.AsSpan(0, length), copy[(round + 63) % Sets]));
            times[5][at] = Time(() => now.AsSpan().SequenceEqual(before));
            times[3][at] = Time(() => replaceLength = PixelDelta.EncodeReplace(now, before, replaced));
            times[4][at] = Time(() => PixelDelta.TryApplyReplace(replaced.AsSpan(0, replaceLength), copy[(round + 64) % Sets]));
        }

        var medians = times.Select(Median).ToArray();
        Console.WriteLine($"{kind,-12} {length,9} {100.0 * length / pair.Current.Length,7:0.000} {medians[0],10:0.0} " +
            string.Join(' ', medians.Skip(1).Select(median => $"{median / medians[0],9:0.00}")));
    }

    private static byte[][] Copies(byte[] bytes) => [.. Enumerable.Range(0, Sets).Select(_ => bytes.ToArray())];

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
