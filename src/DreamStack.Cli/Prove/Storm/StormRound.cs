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
    private const int Last = 330;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(0.9);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<ProofPart> RunAsync(string name, CancellationToken cancellation)
    {
        using LoadServer relay = await LoadServer.StartAsync(PeerCatalog.OwnRelay(), cancellation);
        Uri address = new($"ws://127.0.0.1:{relay.Port}");
        // 51 cells of 8 × 8 pixels are a delta of about 13 KB.
        await using ProofSource source = new(address, Stream, new MovingPicture(1280, 720, 2000, 51), PicturesPerSecond, time);
        source.RestAfter(Last);
        await source.StartAsync(cancellation);
        await using ProofViewer first = Viewer(address, source);
        first.Start();
        await source.UntilAsync(Calm, cancellation);
        ProofViewer[] crowd = [.. Enumerable.Range(0, viewers).Select(_ => Viewer(address, source))];
        try
        {
            TimeSpan cpu = relay.Cpu;
            long began = time.GetTimestamp();
            TimeSpan setOff = await SetOffAsync(crowd, began, cancellation);
            await source.UntilAsync(Last, cancellation);
            await SettleAsync([first, .. crowd], cancellation);
            return new ProofPart
            {
                Name = name,
                Figures =
                {
                    [StormFigures.SourceBytes] = source.Sent.Bytes(Calm..Last),
                    [StormFigures.Asked] = source.KeyframesAsked,
                    [StormFigures.SetOff] = setOff.TotalSeconds,
                    [StormFigures.HasIt50] = Percentile.Of(Waits(crowd), 0.5),
                    [StormFigures.HasIt99] = Percentile.Of(Waits(crowd), 0.99),
                    [StormFigures.AllHaveIt] = crowd.Max(viewer => (double?)time.GetElapsedTime(began, viewer.First?.At ?? began).TotalSeconds) ?? double.NaN,
                    [StormFigures.Without] = crowd.Count(viewer => viewer.First is null),
                    [StormFigures.Behind] = crowd.Prepend(first).Count(viewer => viewer.Newest?.Place != Last - 1),
                    [StormFigures.Compared] = crowd.Prepend(first).Sum(viewer => viewer.Judged + viewer.Stats.Checked),
                    [StormFigures.Wrong] = crowd.Prepend(first).Sum(viewer => viewer.Wrong + viewer.Stats.Diverged),
                    [StormFigures.Cpu] = (relay.Cpu - cpu).TotalSeconds,
                    [StormFigures.Memory] = relay.OwnMemory / 1e6,
                },
                Notes = [.. crowd.Prepend(first).Select(viewer => viewer.Lost).OfType<string>().CountBy(why => why).Select(pair => $"{pair.Value} viewers lost their connection: {pair.Key}")],
            };
        }
        finally
        {
            foreach (ProofViewer[] some in crowd.Chunk(50)) await Task.WhenAll(some.Select(viewer => viewer.DisposeAsync().AsTask()));
        }
    }

    private ProofViewer Viewer(Uri relay, ProofSource source) =>
        new(new ReceiverOptions { Relay = relay, Stream = Stream }, source.Sent, time, place => place == Last - 1);

    private async Task<TimeSpan> SetOffAsync(ProofViewer[] crowd, long began, CancellationToken cancellation)
    {
        for (int i = 0; i < crowd.Length; i++)
        {
            TimeSpan wait = (Within * i / crowd.Length) - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation);
            crowd[i].Start();
        }

        return time.GetElapsedTime(began);
    }

    private async Task SettleAsync(ProofViewer[] all, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        foreach (ProofViewer viewer in all)
        {
            show($"{all.Count(each => each.Newest?.Place == Last - 1)} of {all.Length} viewers hold the last picture");
            TimeSpan left = Patience - time.GetElapsedTime(began);
            await viewer.UntilAsync(Last - 1, left, cancellation);
        }
    }

    private IEnumerable<double> Waits(ProofViewer[] crowd) => crowd.Where(viewer => viewer.First is not null)
        .Select(viewer => time.GetElapsedTime(viewer.Started, viewer.First!.Value.At).TotalMilliseconds);
}
