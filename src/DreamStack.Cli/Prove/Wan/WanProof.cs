using System.Globalization;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Wan.Recorded;
using DreamStack.Cli.Prove.Wan.Tls;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>The relay as it is used: wss, pictures, sound and inputs, half of the viewers far away, beside ws.</summary>
internal sealed class WanProof(IReadOnlyList<WanLoad> loads, double seconds) : IProof
{
    public string Name => "wan";

    public string Title => "As it is used: wss to viewers near and far";

    public string Command => string.Create(CultureInfo.InvariantCulture, $"ds prove wan --seconds {seconds}");

    public string Method => WanMethod.Text;

    public string? Missing => NetworkNeeds.MissingForDistance() is { } missing ? missing
        : OpenSsl.IsThere ? null
        : "libssl.so.3 is not installed: apt-get install libssl3";

    public static string PartOf(WanLoad load, string server) => $"{server}: {load.Name}";

    public async Task RunAsync(ProofRun run, CancellationToken cancellation)
    {
        run.Begin("Making the network and the recording");
        using WanStage stage = new(new Distance(), run.Time);
        run.Put(Describe(stage.Recording));
        run.Put(await WayCheck.RunAsync(stage, cancellation));
        foreach (LoadPeer peer in stage.Servers)
        {
            run.Record.Note(peer.Missing is { } missing ? $"{peer.Name} is left out: {missing}" : $"{peer.Name}: {peer.Version}");
            if (peer.Missing is not null) continue;
            using LoadServer server = await LoadServer.StartAsync(peer, cancellation);
            run.Begin($"Warming {peer.Name} up");
            // On a thread of its own: the generator holds it for seconds.
            await Task.Run(() => WanRound.Run(stage, server, new WanLoad(2, 2), "warm-up", TimeSpan.FromSeconds(2), cancellation), cancellation);
            foreach (WanLoad load in loads)
            {
                string name = PartOf(load, peer.Name);
                if (run.Record.Find(name) is not null) continue;
                run.Begin(name);
                run.Put(await Task.Run(() => WanRound.Run(stage, server, load, name, TimeSpan.FromSeconds(seconds), cancellation), cancellation));
            }
        }
    }

    public IEnumerable<ProofClaim> Judge(ProofRecord record) => new WanVerdict(record).Claims();

    private static ProofPart Describe(SpringsRecording recording)
    {
        ProofPart part = new() { Name = "the recording" };
        part.Figures[WanFigure.DeltaMean] = recording.Lap.Average(picture => picture.Body.Length);
        part.Figures[WanFigure.DeltaLeast] = recording.Lap.Min(picture => picture.Body.Length);
        part.Figures[WanFigure.DeltaMost] = recording.Lap.Max(picture => picture.Body.Length);
        part.Figures[WanFigure.WholePicture] = recording.Start.Body.Length;
        part.Figures[WanFigure.SoundBlock] = recording.Sound[0].Length;
        return part;
    }
}
