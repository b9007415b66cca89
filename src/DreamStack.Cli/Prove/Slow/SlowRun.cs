using System.Globalization;
using System.Text.RegularExpressions;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Prove.Stage;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>Makes the parts: the same stream with and without the two by turns, then for long with them, then the link recovers.</summary>
internal sealed partial class SlowRun(ProofRun run, double minutes)
{
    public const int Rounds = 3;
    public const int Recoveries = 5;
    public const string Without = "without the two";
    public const string With = "with the two";
    public const string Recovery = "recovery";
    private const int PicturesPerSecond = 30;
    private const int Calm = 5 * PicturesPerSecond;
    private const double Mega = 1e6;

    // Short runs try whether all works, long ones measure.
    private readonly int _measured = (int)(Math.Clamp(minutes * 6, 4, 20) * PicturesPerSecond);

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (int round = 1; round <= Rounds; round++)
        {
            await RoundAsync($"{Without}, round {round}", withThem: false, cancellation);
            await RoundAsync($"{With}, round {round}", withThem: true, cancellation);
        }

        if (run.Record.Find($"{Recovery} {Recoveries}") is null) await WatchAsync(cancellation);
    }

    private async Task RoundAsync(string name, bool withThem, CancellationToken cancellation)
    {
        if (run.Record.Find(name) is not null) return;
        run.Begin($"{name}…");
        await using SlowScene scene = await SlowScene.StartAsync(PeerCatalog.OwnRelay(), run.Time, cancellation);
        await using SlowPair? pair = withThem ? SlowPair.Start(scene, run.Time) : null;
        await scene.Source.UntilAsync(Calm, cancellation);
        await scene.Source.UntilAsync(Calm + _measured, cancellation);
        double[] latencies = [.. scene.Latencies(Calm, Calm + _measured)];
        run.Put(new ProofPart
        {
            Name = name,
            Figures =
            {
                [SlowFigures.SourceBytes] = scene.Source.Sent.Bytes(Calm..(Calm + _measured)),
                [SlowFigures.Asked] = scene.Source.KeyframesAsked,
                [SlowFigures.NearPictures] = latencies.Length,
                [SlowFigures.Near50] = Percentile.Of(latencies, 0.5),
                [SlowFigures.Near99] = Percentile.Of(latencies, 0.99),
                [SlowFigures.Wrong] = scene.Others.Sum(viewer => viewer.Wrong) + (pair?.Slow.Wrong ?? 0),
            },
        });
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        run.Begin("a long time with the two…");
        await using SlowScene scene = await SlowScene.StartAsync(PeerCatalog.OwnRelay(), run.Time, cancellation);
        await using SlowPair pair = SlowPair.Start(scene, run.Time);
        await scene.Source.UntilAsync(Calm, cancellation);
        int rows = SlowProof.RowsOf(minutes);
        int row = run.Record.Parts.Count(part => part.Figures.ContainsKey(SlowFigures.Memory));
        int from = scene.Source.Sent.Count;
        for (; row < rows; row++)
        {
            int to = from + (int)(minutes * 60 * PicturesPerSecond / rows);
            await scene.Source.UntilAsync(to, cancellation);
            run.Put(await RowAsync(string.Create(CultureInfo.InvariantCulture, $"{(row + 1) * minutes / rows:0.##} min"), scene, pair, from, to, cancellation));
            from = to;
        }

        for (int again = 1; again <= Recoveries; again++) run.Put(await RecoverAsync($"{Recovery} {again}", scene, pair, cancellation));
    }

    private async Task<ProofPart> RowAsync(string name, SlowScene scene, SlowPair pair, int from, int to, CancellationToken cancellation)
    {
        SlowPictures slow = SlowPictures.Of(pair.Slow.Arrivals, scene.Source.Sent, run.Time);
        double p99 = Percentile.Of(scene.Latencies(from, to), 0.99);
        long heap = await scene.Relay.HeapAsync(cancellation) ?? 0;
        run.Begin(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {scene.Relay.OwnMemory / Mega:0.0} MB, others' p99 {p99:0.0} ms, slow one {slow.Count} pictures, frozen one closed {pair.Frozen.Closed} of {pair.Frozen.Froze}"));
        ProofPart part = new()
        {
            Name = name,
            Figures =
            {
                [SlowFigures.Memory] = scene.Relay.OwnMemory / Mega,
                [SlowFigures.Heap] = heap / Mega,
                [SlowFigures.Near99] = p99,
                [SlowFigures.SlowPictures] = slow.Count,
                [SlowFigures.SlowAge] = slow.OldestSeconds,
                [SlowFigures.Behind] = slow.MessagesBehind,
                [SlowFigures.OneBehind] = slow.OneBehindPercent,
                [SlowFigures.SlowLost] = pair.Slow.Stats.Reconnects,
                [SlowFigures.Full] = pair.Frozen.Froze.Full,
                [SlowFigures.FullClosed] = pair.Frozen.Closed.Full,
                [SlowFigures.Hung] = pair.Frozen.Froze.Hung,
                [SlowFigures.HungClosed] = pair.Frozen.Closed.Hung,
                [SlowFigures.Asked] = scene.Source.KeyframesAsked,
                [SlowFigures.Wrong] = scene.Others.Sum(viewer => viewer.Wrong) + pair.Slow.Wrong,
            },
        };
        if (pair.Frozen.Odd is { } odd) part.Notes.Add($"how the frozen one last ended otherwise: {odd}");
        if (pair.Slow.Lost is { } lost) part.Notes.Add($"the slow one was cut off: {lost}");
        return part;
    }

    private async Task<ProofPart> RecoverAsync(string name, SlowScene scene, SlowPair pair, CancellationToken cancellation)
    {
        run.Show($"{name}…");
        // Long enough that the viewer is behind in earnest.
        await Task.Delay(TimeSpan.FromSeconds(4), run.Time, cancellation);
        int had = pair.Slow.Arrivals.Count;
        string connection = scene.SlowConnection();
        long recovered = run.Time.GetTimestamp();
        scene.Path.Recover();
        await Task.Delay(TimeSpan.FromSeconds(3), run.Time, cancellation);
        Arrival? right = pair.Slow.Arrivals.Skip(had).Where(arrival => arrival.At >= recovered && arrival.Place >= arrival.Newest).Select(arrival => (Arrival?)arrival).FirstOrDefault();
        scene.Path.Narrow();
        return new ProofPart
        {
            Name = name,
            Figures =
            {
                [SlowFigures.Recovery] = right is { } equal ? run.Time.GetElapsedTime(recovered, equal.At).TotalMilliseconds : double.PositiveInfinity,
                [SlowFigures.Wrong] = pair.Slow.Wrong,
            },
            Notes = connection.Length == 0 ? [] : [$"the relay's TCP just before: {string.Join(", ", TcpWords().Matches(connection).Select(match => match.Value))}"],
        };
    }

    [GeneratedRegex(@"timer:\S+|\brto:\S+|unacked:\d+|notsent:\d+|lost:\d+|cwnd:\d+|backoff:\d+")]
    private static partial Regex TcpWords();
}
