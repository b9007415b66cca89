using System.Diagnostics;
using DreamStack.Bench.Contents;
using DreamStack.Streaming.Codec;

namespace DreamStack.Bench.Codec;

// Medians of interleaved runs as ratios to one memcpy of the frame: what is left when the machine is shared. Every action of a round
// works on the next set of buffers, so that all of them, the memcpy too, find their buffers equally far away.
internal static class CodecRatios
{
    public const int FarSets = 7;
    private const int WarmUps = 60;

    public static int Run(int rounds)
    {
        Console.WriteLine("Buffers out of the cache:");
        Console.WriteLine(Table(FarSets, rounds));
        Console.WriteLine("Buffers as near as the last frame left them:");
        Console.WriteLine(Table(1, rounds));
        return 0;
    }

    public static string Table(int sets, int rounds) => string.Join('\n', (string[])
    [
        "| content | memcpy µs | SequenceEqual | encode XOR | decode XOR | encode REPLACE | decode REPLACE |",
        "|---|---|---|---|---|---|---|",
        .. Enum.GetValues<ContentKind>().Select(kind => Row(kind, sets, rounds)),
        "",
    ]);

    private static string Row(ContentKind kind, int sets, int rounds)
    {
        var pair = Content.Make(kind);
        var most = PixelDelta.MaxEncodedLength(pair.Current.Length / 4);
        byte[][] current = Copies(pair.Current, sets), previous = Copies(pair.Previous, sets), picture = Copies(pair.Previous, sets);
        byte[] coded = new byte[most], replaced = new byte[most], target = new byte[most];
        var length = PixelDelta.EncodeXor(pair.Current, pair.Previous, coded);
        var replacedLength = PixelDelta.EncodeReplace(pair.Current, pair.Previous, replaced);
        Action<int>[] actions =
        [
            set => current[set].AsSpan().CopyTo(picture[set]),
            set => current[set].AsSpan().SequenceEqual(previous[set]),
            set => PixelDelta.EncodeXor(current[set], previous[set], target),
            set => PixelDelta.TryApplyXor(coded.AsSpan(0, length), picture[set]),
            set => PixelDelta.EncodeReplace(current[set], previous[set], target),
            set => PixelDelta.TryApplyReplace(replaced.AsSpan(0, replacedLength), picture[set]),
        ];
        var times = actions.Select(_ => new double[rounds]).ToArray();
        var turn = 0;
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var action = 0; action < actions.Length; action++)
            {
                var start = Stopwatch.GetTimestamp();
                actions[action](turn++ % sets);
                times[action][Math.Max(round, 0)] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        var medians = times.Select(Median).ToArray();
        return $"| {kind} | {medians[0]:0} | {string.Join(" | ", medians.Skip(1).Select(median => $"{median / medians[0]:0.00}"))} |";
    }

    private static byte[][] Copies(byte[] bytes, int sets) => [.. Enumerable.Range(0, sets).Select(_ => bytes.ToArray())];

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
