using System.Diagnostics;
using DreamStack.Bench.Contents;
using DreamStack.Streaming.Codec;

namespace DreamStack.Bench.Codec;

// Medians of interleaved runs as ratios to one memcpy of the frame: what is left when the machine is shared. Every action of a round
// takes the next buffers, so that all of them, the memcpy too, find what they read and what they write equally far away.
internal static class CodecRatios
{
    private const int Far = 7;
    private const int WarmUps = 60;

    public static int Run(int rounds)
    {
        Console.WriteLine(Tables(rounds));
        return 0;
    }

    public static string Tables(int rounds) => string.Join('\n', (string[])
    [
        "## Interleaved, as a source has it\n",
        "The frames are where painting left them and every result goes to the next of seven buffers, as to a socket's.\n",
        .. Table(1, Far, rounds),
        "## Interleaved, everything far\n",
        "Frames and results take the next of seven sets (103 MB): nothing is in a cache, neither for memcpy.\n",
        .. Table(Far, Far, rounds),
        "## Interleaved, everything near\n",
        "One set of buffers: memcpy itself runs in the cache, at three times the speed.\n",
        .. Table(1, 1, rounds),
    ]);

    private static IEnumerable<string> Table(int frames, int results, int rounds) =>
    [
        "| content | memcpy µs | SequenceEqual | encode XOR | decode XOR | encode REPLACE | decode REPLACE |",
        "|---|---|---|---|---|---|---|",
        .. Enum.GetValues<ContentKind>().Select(kind => Row(kind, frames, results, rounds)),
        "",
    ];

    private static string Row(ContentKind kind, int frames, int results, int rounds)
    {
        var pair = Content.Make(kind);
        var most = PixelDelta.MaxEncodedLength(pair.Current.Length / 4);
        byte[][] current = Copies(pair.Current, frames), previous = Copies(pair.Previous, frames), picture = Copies(pair.Previous, frames);
        var result = Copies(new byte[most], results);
        byte[] coded = new byte[most], replaced = new byte[most];
        var length = PixelDelta.EncodeXor(pair.Current, pair.Previous, coded);
        var replacedLength = PixelDelta.EncodeReplace(pair.Current, pair.Previous, replaced);
        Action<int>[] actions =
        [
            turn => current[turn % frames].AsSpan().CopyTo(result[turn % results]),
            turn => current[turn % frames].AsSpan().SequenceEqual(previous[turn % frames]),
            turn => PixelDelta.EncodeXor(current[turn % frames], previous[turn % frames], result[turn % results]),
            turn => PixelDelta.TryApplyXor(coded.AsSpan(0, length), picture[turn % frames]),
            turn => PixelDelta.EncodeReplace(current[turn % frames], previous[turn % frames], result[turn % results]),
            turn => PixelDelta.TryApplyReplace(replaced.AsSpan(0, replacedLength), picture[turn % frames]),
        ];
        var times = actions.Select(_ => new double[rounds]).ToArray();
        var turn = 0;
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var action = 0; action < actions.Length; action++)
            {
                var start = Stopwatch.GetTimestamp();
                actions[action](turn++);
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
