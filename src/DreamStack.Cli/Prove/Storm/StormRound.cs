using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Prove.Stage;
using DreamStack.Client.Receiving;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>One stream and one storm of so many viewers; of none, to compare with.</summary>
internal sealed class StormRound(int viewers, TimeProvider time, Action<string> show)
{
    private const string Stream = "storm";
    private const double PicturesPerSecond = 30;
    private const int Calm = 30;
    private const int Last = 210;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<ProofPart> RunAsync(string name, CancellationToken cancellation)
    {
        using LoadServer relay = await LoadServer.StartAsync(PeerCatalog.OwnRelay(), cancellation);
        // 51 cells of 8 × 8 pixels are a delta of about 13 KB.
        await using ProofSource source = new(
            new Uri($"ws://127.0.0.1:{relay.Port}"), Stream, new MovingPicture(1280, 720, 2000, 51), PicturesPerSecond, time);
        source.RestAfter(Last);
        await source.StartAsync(cancellation);
        await using ProofViewer first = new(
            new ReceiverOptions { Relay = new Uri($"ws://127.0.0.1:{relay.Port}"), Stream = Stream }, source.Sent, time, _ => true);
        first.Start();
        await source.UntilAsync(Calm, cancellation);
        TimeSpan cpu = relay.Cpu;
        using LeanCrowd crowd = new(relay.Port, Stream, time);
        // On a thread of its own: it is held for seconds.
        await Task.Factory.StartNew(
            () => crowd.Run(viewers, Within, Last - 1, Patience, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await source.UntilAsync(Last, cancellation);
        bool firstHasIt = await first.UntilAsync(Last - 1, Patience, cancellation);
        cpu = relay.Cpu - cpu;
        long memory = relay.OwnMemory;
        StormVerdict verdict = new(source.Sent);
        foreach (LeanViewer viewer in crowd.Viewers)
        {
            cancellation.ThrowIfCancellationRequested();
            show($"comparing pictures, {verdict.Compared} so far");
            verdict.Judge(viewer);
        }

        return new ProofPart
        {
            Name = name,
            Figures =
            {
                [StormFigures.SourceBytes] = source.Sent.Bytes(Calm..Last),
                [StormFigures.Asked] = source.KeyframesAsked,
                [StormFigures.SetOff] = time.GetElapsedTime(crowd.SetOff.First, crowd.SetOff.Last).TotalSeconds,
                [StormFigures.HasIt50] = Percentile.Of(Waits(crowd), 0.5),
                [StormFigures.HasIt99] = Percentile.Of(Waits(crowd), 0.99),
                [StormFigures.AllHaveIt] = crowd.Viewers.Max(viewer => (double?)Since(crowd.SetOff.First, viewer.FirstAt)) ?? double.NaN,
                [StormFigures.Without] = verdict.Blind,
                [StormFigures.Behind] = crowd.Viewers.Count(viewer => viewer.Newest != Last - 1) + (firstHasIt ? 0 : 1),
                [StormFigures.Compared] = verdict.Compared + first.Judged,
                [StormFigures.Wrong] = verdict.Wrong + first.Wrong,
                [StormFigures.Cpu] = cpu.TotalSeconds,
                [StormFigures.Memory] = memory / 1e6,
            },
            Notes = [.. Losses(crowd, first)],
        };
    }

    private static IEnumerable<string> Losses(LeanCrowd crowd, ProofViewer first) => crowd.Viewers.Select(viewer => viewer.Lost).Append(first.Lost)
        .OfType<string>().CountBy(why => why).Select(pair => $"{pair.Value} viewers lost their connection: {pair.Key}");

    private IEnumerable<double> Waits(LeanCrowd crowd) => crowd.Viewers.Where(viewer => viewer.FirstAt is not null)
        .Select(viewer => 1000 * Since(viewer.Started, viewer.FirstAt));

    private double Since(long began, long? at) => at is { } then ? time.GetElapsedTime(began, then).TotalSeconds : double.PositiveInfinity;
}
