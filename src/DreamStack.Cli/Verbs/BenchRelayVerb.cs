using System.CommandLine;
using DreamStack.Cli.Bench.Relay;
using DreamStack.Cli.Terminal;
using Spectre.Console;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds bench relay`: the relay under load, beside a broadcast server on ws.</summary>
internal static class BenchRelayVerb
{
    private const string Script = "bench/relay/ws-server.mjs";

    public static Command Create()
    {
        Option<int> rounds = new("--rounds") { Description = "How often each load runs against each server", DefaultValueFactory = _ => 3 };
        Option<double> seconds = new("--seconds") { Description = "How long each round lasts", DefaultValueFactory = _ => 2 };
        Option<FileInfo?> output = new("--output") { Description = "Also write the table to this Markdown file", HelpName = "file" };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000) result.AddError("--rounds is a number from 1 to 1000.");
        });
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0.1 or > 600) result.AddError("--seconds is a number from 0.1 to 600.");
        });
        Verb verb = new(
            "relay", "Send 80 B and 938 KB messages to 1, 10 and 100 viewers through the relay and through ws.",
            "ds bench relay", "ds bench relay --rounds 5 --seconds 3 --output bench/results/relay.md")
        {
            rounds, seconds, output,
        };
        verb.SetAction(async (parsed, cancellation) =>
        {
            string report = await RunAsync(
                parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation);
            await parsed.InvocationConfiguration.Output.WriteAsync(report);
            if (parsed.GetValue(output) is { } file) await File.WriteAllTextAsync(file.FullName, report, cancellation);
            return ExitCode.Done;
        });
        return verb;
    }

    private static async Task<string> RunAsync(int rounds, TimeSpan duration, CancellationToken cancellation)
    {
        string script = FindScript();
        TimeProvider time = TimeProvider.System;
        using LoadServer relay = await LoadServer.StartRelayAsync(time, cancellation);
        using LoadServer peer = await LoadServer.StartPeerAsync(script, time, cancellation);
        IAnsiConsole progress = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        List<(LoadScenario, LoadResult, LoadResult)> rows = [];
        await progress.Progress().AutoClear(true).StartAsync(async context =>
        {
            int number = 0;
            foreach (LoadScenario scenario in LoadScenario.All)
            {
                ProgressTask task = context.AddTask(scenario.Label, maxValue: rounds * 2);
                List<LoadResult>[] results = [[], []];
                for (int round = 0; round < rounds * 2; round++)
                {
                    LoadServer server = round % 2 == 0 ? relay : peer;
                    // A stream of its own for each round: nothing is left over from the one before.
                    using LoadRound load = new(server, scenario, time);
                    results[round % 2].Add(await load.RunAsync($"bench-{number++}", duration, cancellation));
                    task.Increment(1);
                }

                rows.Add((scenario, LoadResult.Median(results[0]), LoadResult.Median(results[1])));
            }
        });
        return LoadReport.Write(rows, rounds, duration.TotalSeconds);
    }

    private static string FindScript()
    {
        foreach (string start in (string[])[Environment.CurrentDirectory, AppContext.BaseDirectory])
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                string script = Path.Combine(at.FullName, Script);
                if (!File.Exists(script)) continue;
                if (Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "ws"))) return script;
                throw new FailedException("The peer is not installed: run `npm ci` in bench/relay first.");
            }
        }

        throw new FailedException($"{Script} was not found; run this inside the repository.");
    }
}
