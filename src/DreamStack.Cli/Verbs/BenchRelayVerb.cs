using System.CommandLine;
using DreamStack.Cli.Bench.Relay;
using DreamStack.Cli.Bench.Relay.Loads;
using DreamStack.Cli.Bench.Relay.Results;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Results;
using DreamStack.Cli.Terminal;
using Spectre.Console;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds bench relay`: the relay under load, beside its peers.</summary>
internal static class BenchRelayVerb
{
    public static Command Create()
    {
        Option<int> rounds = new("--rounds") { Description = "How often each load runs against each server", DefaultValueFactory = _ => 5 };
        Option<double> seconds = new("--seconds") { Description = "How long each round lasts", DefaultValueFactory = _ => 1.5 };
        Option<string[]> only = Many("--only", "Only these loads, by name or by how their names begin", "load");
        Option<string[]> peers = Many("--peers", "Only these servers beside the relay: ws, uws, nats, limit, plain", "name");
        Option<string[]> named = Many("--peer", "Another WebSocket server that broadcasts /source/x to /stream/x and prints its port", "name=command");
        named.AllowMultipleArgumentsPerToken = false;
        Option<FileInfo?> output = new("--output") { Description = "Also write the table to this Markdown file, and the rounds beside it", HelpName = "file" };
        Option<bool> resume = new("--resume") { Description = "Keep the loads that the rounds beside the output have already" };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000) result.AddError("--rounds is a number from 1 to 1000.");
        });
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0.1 or > 600) result.AddError("--seconds is a number from 0.1 to 600.");
        });
        Verb verb = new(
            "relay", "Load the relay, ws, uWebSockets, nats-server and a program that only passes bytes on, and compare them (Linux).",
            "ds bench relay --output bench/results/relay.md", "ds bench relay --only small --peers ws limit",
            "ds bench relay --resume --output bench/results/relay.md", "ds bench relay --peer \"mine=./server --quiet\"")
        {
            rounds, seconds, only, peers, named, output, resume,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(resume) && result.GetValue(output) is null) result.AddError("--resume needs --output.");
        });
        verb.SetAction(async (parsed, cancellation) =>
        {
            if (!OperatingSystem.IsLinux()) throw new FailedException("This measurement needs Linux: its generator stands on epoll.");
            LoadPlan plan = LoadPlan.Choose(
                Words(parsed.GetValue(only)), Words(parsed.GetValue(peers)), PeerCatalog.All(parsed.GetValue(named) ?? []),
                parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            string report = await RunAsync(plan, parsed.GetValue(output)?.FullName, parsed.GetValue(resume), cancellation);
            await parsed.InvocationConfiguration.Output.WriteAsync(report);
            return ExitCode.Done;
        });
        return verb;
    }

    private static async Task<string> RunAsync(LoadPlan plan, string? output, bool resume, CancellationToken cancellation)
    {
        TimeProvider time = TimeProvider.System;
        string? rounds = output is null ? null : Path.ChangeExtension(output, ".json");
        RunRecord run = (resume ? RunRecord.Read(rounds!) : null)
            ?? new RunRecord { Rounds = plan.Rounds, Seconds = plan.Duration.TotalSeconds };
        run.Note(plan.Peers, MachineFacts.Describe(time));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        foreach (LoadPeer peer in plan.Peers.Where(peer => peer.Missing is not null)) console.MarkupLineInterpolated($"{peer.Name} is left out: {peer.Missing}");
        string report = LoadReport.Write(run, CommandLine(plan));
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: plan.Loads.Count);
            LoadRun loads = new(plan, time, what => task.Description = Markup.Escape(what));
            foreach (Load load in plan.Loads)
            {
                if (!resume || !run.Has(load.Name))
                {
                    // On a thread of its own: the generator holds it for seconds.
                    run.Put(await Task.Run(() => loads.RunAsync(load, cancellation), cancellation));
                    report = LoadReport.Write(run, CommandLine(plan));
                    if (rounds is not null) run.Write(rounds);
                    if (output is not null) await File.WriteAllTextAsync(output, report, cancellation);
                }

                task.Increment(1);
            }
        });
        return report;
    }

    private static string CommandLine(LoadPlan plan) =>
        FormattableString.Invariant($"ds bench relay --rounds {plan.Rounds} --seconds {plan.Duration.TotalSeconds}");

    private static Option<string[]> Many(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, AllowMultipleArgumentsPerToken = true };

    private static string[] Words(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
