using System.CommandLine;
using DreamStack.App.Demos.Physics;
using DreamStack.App.Hosting;
using DreamStack.Cli.Sources;
using DreamStack.Cli.Terminal;
using DreamStack.Client.Sourcing;
using DreamStack.Relay;
using DreamStack.Streaming.Wire.Frames;
using Spectre.Console;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds demo`: a relay and a demo in one process, until Ctrl-C.</summary>
internal static class DemoVerb
{
    private const string Goodbye = "The demo was stopped.";

    public static Command Create(IPictureRenderer? renderer)
    {
        Argument<string> app = StreamOptions.Demo();
        Option<int> port = StreamOptions.Port();
        Option<string> stream = StreamOptions.Stream();
        Option<double> fps = StreamOptions.FramesPerSecond();
        Option<PictureSize> size = StreamOptions.Size();
        ShapingOptions shaping = new();
        Verb verb = new(
            "demo", "Start a relay and a demo, and say which address to open.",
            "ds demo", "ds demo physics", "ds demo --port 8080 --size 1280x720 --fps 60", "ds demo --stream springs",
            "ds demo --scale 0.5 --rotate 90 --watermark \"for review\" --compress")
        {
            app, port, stream, fps, size,
        };
        shaping.AddTo(verb);
        CertificateOptions tls = new();
        tls.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            using ServedCertificate? served = tls.Read(parsed);
            return await RunAsync(
                new RelayOptions { Port = parsed.GetValue(port), Certificate = served?.Certificate, CertificateChain = served?.Chain },
                parsed.GetRequiredValue(stream),
                new DemoOptions(parsed.GetValue(size), parsed.GetValue(fps)) { App = parsed.GetRequiredValue(app), Shaping = shaping.Read(parsed, parsed.GetValue(size)) },
                renderer, parsed.InvocationConfiguration.Output, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        RelayOptions relayOptions, string stream, DemoOptions options, IPictureRenderer? renderer, TextWriter output,
        CancellationToken cancellation)
    {
        TimeProvider time = TimeProvider.System;
        await using RelayServer relay = await RelayHost.StartAsync(relayOptions);
        Uri socket = new UriBuilder(relayOptions.Certificate is null ? "ws" : "wss", relay.Address.Host, relay.Address.Port).Uri;
        await using DemoSource source = new(new SourceOptions { Relay = socket, Stream = stream, Pinned = relayOptions.Certificate }, options, time, renderer);
        source.Start();
        Print(output, relay.Address, stream, options.App);

        using StatusLine status = StatusLine.OnError();
        Task showing = status.RunAsync(new SourceStatus(source, time).Line, time, cancellation);
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        await Task.WhenAny(stopped, source.Refused.Task, source.Completion);
        if (source.Refused.Task.IsCompleted) throw new FailedException(await source.Refused.Task);
        if (source.Completion.IsCompleted) await source.Completion;
        await showing;

        await source.EndAsync(Goodbye);
        await relay.StopAsync(EndReason.Over, Goodbye);
        await output.WriteLineAsync(Goodbye);
        return ExitCode.Done;
    }

    private static void Print(TextWriter output, Uri address, string stream, string app)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        Uri watch = new(address, $"/watch/{stream}");
        console.WriteLine();
        console.MarkupLine($"  [bold]DreamStack[/] runs the {app} demo.");
        console.WriteLine();
        console.MarkupLine($"  Open   [bold underline]{Markup.Escape(watch.ToString())}[/]");
        if (app == PhysicsApp.AppName) console.MarkupLine($"  Ways   {Markup.Escape(new Uri(address, $"/ways/{stream}").ToString())}");
        console.MarkupLine($"  All    {Markup.Escape(address.ToString())}");
        console.MarkupLine("  Stop   Ctrl-C");
        console.WriteLine();
    }
}
