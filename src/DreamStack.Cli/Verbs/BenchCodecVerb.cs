using System.CommandLine;
using System.Globalization;
using DreamStack.Cli.Bench;
using DreamStack.Cli.Terminal;
using Spectre.Console;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds bench codec`: the delta codec against one copy of the picture.</summary>
internal static class BenchCodecVerb
{
    public static Command Create()
    {
        Option<PictureSize> size = StreamOptions.Size();
        size.DefaultValueFactory = _ => new PictureSize(1280, 720);
        Option<int> rounds = new("--rounds") { Description = "How often each case is measured", DefaultValueFactory = _ => 101 };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100_000) result.AddError("--rounds is a number from 1 to 100000.");
        });
        Verb verb = new(
            "codec", "Code and decode pictures and compare each with one memcpy of the picture.",
            "ds bench codec", "ds bench codec --size 1920x1080 --rounds 301")
        {
            size, rounds,
        };
        verb.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(size), parsed.GetValue(rounds), parsed.InvocationConfiguration.Output, cancellation)));
        return verb;
    }

    private static int Run(PictureSize size, int rounds, TextWriter output, CancellationToken cancellation)
    {
        IAnsiConsole progress = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        List<CodecResult> results = [];
        progress.Progress().AutoClear(true).Start(context =>
        {
            foreach (CodecContent content in CodecContent.All)
            {
                ProgressTask task = context.AddTask(content.Name, maxValue: rounds);
                CodecCase measured = new(content, size.Width, size.Height, TimeProvider.System);
                measured.WarmUp();
                for (int round = 0; round < rounds; round++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    measured.Round();
                    task.Increment(1);
                }

                results.Add(measured.Result());
            }
        });
        Print(results, size, output);
        return ExitCode.Done;
    }

    private static void Print(List<CodecResult> results, PictureSize size, TextWriter output)
    {
        Table table = new() { Title = new TableTitle($"{size.Width}x{size.Height}, times as a ratio to one memcpy of the picture") };
        table.AddColumns("content", "encode", "decode", "bytes", "of raw");
        foreach (CodecResult result in results)
        {
            table.AddRow(
                result.Content, Ratio(result.Encode), Ratio(result.Decode), result.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                (100 * result.OfRaw).ToString("0.00", CultureInfo.InvariantCulture) + " %");
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    private static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + " ×";
}
