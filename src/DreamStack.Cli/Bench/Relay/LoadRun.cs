using DreamStack.Cli.Bench.Relay.Loads;
using DreamStack.Cli.Bench.Relay.Results;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>Runs loads one after the other, each against fresh servers whose rounds take turns.</summary>
internal sealed class LoadRun(LoadPlan plan, TimeProvider time, Action<string> progress)
{
    private int _streams;

    public async Task<LoadRow> RunAsync(Load load, CancellationToken cancellation)
    {
        LoadRow row = new() { Load = load.Name, Label = load.Label };
        IReadOnlyList<LoadPeer> peers = plan.PeersOf(load);
        foreach (LoadPeer peer in peers) row.Peers[peer.Name] = new PeerRow();
        if (load.Kind == LoadKind.Idle) await IdleAsync(load, peers, row, cancellation);
        else await TakeTurnsAsync(load, peers, row, cancellation);
        return row;
    }

    private async Task IdleAsync(Load load, IReadOnlyList<LoadPeer> peers, LoadRow row, CancellationToken cancellation)
    {
        for (int round = 0; round < plan.RoundsOf(load); round++)
        {
            foreach (LoadPeer peer in peers)
            {
                await TryAsync(load, peer, row, $"round {round + 1}", async () =>
                {
                    using LoadServer server = await LoadServer.StartAsync(peer, cancellation);
                    row.Peers[peer.Name].Add(await IdleRound.RunAsync(server, load, time, cancellation));
                });
            }
        }
    }

    private async Task TakeTurnsAsync(Load load, IReadOnlyList<LoadPeer> peers, LoadRow row, CancellationToken cancellation)
    {
        Dictionary<LoadPeer, LoadServer> servers = [];
        Dictionary<LoadPeer, CrowdRound> rounds = [];
        try
        {
            foreach (LoadPeer peer in peers)
            {
                await TryAsync(load, peer, row, "warm-up", async () =>
                {
                    servers[peer] = await LoadServer.StartAsync(peer, cancellation);
                    rounds[peer] = new CrowdRound(servers[peer], load, plan.Duration, time);
                    if (load.Carries) rounds[peer].Prepare(NextStream(), cancellation);
                    else await RoundAsync(load, peer, servers, rounds, cancellation);
                });
            }

            for (int round = 0; round < plan.RoundsOf(load); round++)
            {
                foreach (LoadPeer peer in peers)
                {
                    await TryAsync(load, peer, row, $"round {round + 1}", async () =>
                    {
                        row.Peers[peer.Name].Add(await RoundAsync(load, peer, servers, rounds, cancellation));
                        if (load.Windows.Count > 0) row.Peers[peer.Name].Window = rounds[peer].Window;
                    });
                }
            }
        }
        finally
        {
            foreach (LoadServer server in servers.Values) server.Dispose();
        }
    }

    private async Task<LoadSample> RoundAsync(
        Load load, LoadPeer peer, Dictionary<LoadPeer, LoadServer> servers, Dictionary<LoadPeer, CrowdRound> rounds, CancellationToken cancellation) =>
        load.Carries
            ? await rounds[peer].RunAsync(NextStream(), cancellation)
            : ConnectRound.Run(servers[peer], load, plan.Duration, time, cancellation);

    // A server that fails leaves its column empty; the others go on.
    private async Task TryAsync(Load load, LoadPeer peer, LoadRow row, string what, Func<Task> action)
    {
        if (row.Peers[peer.Name].Failure is not null) return;
        progress($"{load.Label}: {peer.Name}, {what}");
        try
        {
            await action();
        }
        catch (FailedException error)
        {
            row.Peers[peer.Name].Failure = $"{what}: {error.Message}";
        }
    }

    private string NextStream() => $"bench-{_streams++}";
}
