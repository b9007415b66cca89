using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DreamStack.Bench.Contents;
using DreamStack.Streaming.Codec;
using Perfolizer.Horology;

namespace DreamStack.Bench.Codec;

// Runs CodecBenchmarks and writes bench/results/codec.md: medians as ratios to one memcpy of the frame.
internal static class CodecTable
{
    private const int Pixels = 1280 * 720;

    public static int Run()
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(4).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(120));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance);
        var summary = BenchmarkRunner.Run<CodecBenchmarks>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => report.ResultStatistics == null))
            return 1;
        var file = Path.Combine(RepositoryFolder.Path, "bench", "results", "codec.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Table(summary));
        Console.WriteLine($"Written: {file}");
        return 0;
    }

    private static string Table(Summary summary)
    {
        var text = new StringBuilder();
        text.Append("# The delta codec beside its peers\n\n");
        text.Append("`dotnet run --project bench/DreamStack.Bench -c Release -- codec`\n\n");
        text.Append($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, path {PixelKernels.Best}. One frame of 1280 × 720\n");
        text.Append("(3,686,400 bytes) a call; times are ratios to one memcpy of the frame. Goals: encode ≤ 1 for static, one percent,\n");
        text.Append("text scroll and noise; decode ≤ 0.75; static ≤ 16 bytes; worst case ≤ 100.1 % of raw.\n\n");
        text.Append("## Beside LZ4 and Zstd\n\n");
        text.Append("Medians of BenchmarkDotNet in process, five sets of buffers by turns. LZ4 and Zstd-1 get the XOR frame ready made, and\n");
        text.Append("their decoders give that frame, not the picture. Each cell ran by itself and the\n");
        text.Append("memcpy column shows how busy the machine was meanwhile: trust the bytes here and the times of the next tables.\n\n");
        text.Append("| content | memcpy µs | SequenceEqual | delta encode | decode | bytes | LZ4 encode | decode | bytes | Zstd-1 encode | decode | bytes |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var kind in Enum.GetValues<ContentKind>())
        {
            using var sizes = new CodecBenchmarks { Kind = kind };
            sizes.Setup();
            var copy = Median(summary, kind, nameof(CodecBenchmarks.Memcpy));
            string Ratio(string method) => $"{Median(summary, kind, method) / copy:0.00}";
            text.Append($"| {kind} | {copy / 1000:0} | {Ratio(nameof(CodecBenchmarks.SequenceEqual))}");
            text.Append($" | {Ratio(nameof(CodecBenchmarks.Encode))} | {Ratio(nameof(CodecBenchmarks.Decode))} | {sizes.CodedLength:N0}");
            text.Append($" | {Ratio(nameof(CodecBenchmarks.Lz4Encode))} | {Ratio(nameof(CodecBenchmarks.Lz4Decode))} | {sizes.Lz4Length:N0}");
            text.Append($" | {Ratio(nameof(CodecBenchmarks.ZstdEncode))} | {Ratio(nameof(CodecBenchmarks.ZstdDecode))} | {sizes.ZstdLength:N0} |\n");
        }

        text.Append('\n').Append(WorstCase()).Append(Springs());
        return text.Append('\n').Append(CodecRatios.Tables(300)).ToString();
    }

    private static string WorstCase()
    {
        var noise = new byte[Pixels * 4];
        new Random(5).NextBytes(noise);
        var coded = new byte[PixelDelta.MaxEncodedLength(Pixels)];
        var length = PixelDelta.EncodeXorOverBlack(noise, coded);
        return $"Worst case, random in all four channels: {length:N0} bytes, {100.0 * length / noise.Length:0.000} % of raw.\n";
    }

    private static string Springs()
    {
        var pair = Content.Make(ContentKind.Springs, 600, 400);
        var coded = new byte[PixelDelta.MaxEncodedLength(600 * 400)];
        return $"Springs-like at 600 × 400, two balls and their lines moving: {PixelDelta.EncodeXor(pair.Current, pair.Previous, coded):N0} bytes a " +
            $"frame; the whole picture over black {PixelDelta.EncodeXorOverBlack(pair.Current, coded):N0} bytes.\n";
    }

    private static double Median(Summary summary, ContentKind kind, string method) => summary.Reports.Single(report =>
        report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method &&
        Equals(report.BenchmarkCase.Parameters[nameof(CodecBenchmarks.Kind)], kind)).ResultStatistics!.Median;
}
