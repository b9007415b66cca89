using System.CommandLine;
using DreamStack.App.Hosting;
using DreamStack.Cli.Sources;
using DreamStack.Cli.Terminal;
using DreamStack.Client.Sourcing;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds source springs` and `ds source physics`: a demo on a relay that runs elsewhere, until Ctrl-C.</summary>
internal static class SourceDemoVerb
{
    public static Command Create(string app, IPictureRenderer? renderer)
    {
        Option<Uri> relay = StreamOptions.Relay();
        Option<string> stream = StreamOptions.Stream();
        Option<double> fps = StreamOptions.FramesPerSecond();
        Option<PictureSize> size = StreamOptions.Size();
        ShapingOptions shaping = new();
        TrustOption trust = new();
        Verb verb = new(
            app, $"Run the {app} demo as the source of a stream on a relay.",
            $"ds source {app}", $"ds source {app} --relay ws://example.org:9100 --stream demo --fps 60",
            $"ds source {app} --crop 100,50,400,300 --flip h --watermark logo.png")
        {
            relay, stream, fps, size, trust.Option,
        };
        shaping.AddTo(verb);
        verb.SetAction((parsed, cancellation) => RunAsync(
            new SourceOptions
            {
                Relay = parsed.GetRequiredValue(relay),
                Stream = parsed.GetRequiredValue(stream),
                Trusted = trust.Read(parsed),
                FirstMustSucceed = true,
            },
            new DemoOptions(parsed.GetValue(size), parsed.GetValue(fps)) { App = app, Shaping = shaping.Read(parsed, parsed.GetValue(size)) },
            renderer, parsed.InvocationConfiguration.Output, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(
        SourceOptions connection, DemoOptions options, IPictureRenderer? renderer, TextWriter output,
        CancellationToken cancellation)
    {
        TimeProvider time = TimeProvider.System;
        await using DemoSource source = new(connection, options, time, renderer);
        source.Told += output.WriteLine;
        source.Start();

        using StatusLine status = StatusLine.OnError();
        Task showing = status.RunAsync(new SourceStatus(source, time).Line, time, cancellation);
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        await Task.WhenAny(stopped, source.Refused.Task, source.Completion);
        if (source.Refused.Task.IsCompleted) throw new FailedException(await source.Refused.Task, ExitCode.NotConnected);
        if (source.Completion.IsCompleted) await source.Completion;
        await showing;
        await source.EndAsync("The source was stopped.");
        return ExitCode.Done;
    }
}
